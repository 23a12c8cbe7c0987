package example.jdk.habits;

import example.common.Options;
import example.common.Report;
import java.net.URL;
import java.security.Security;
import javax.net.ssl.HttpsURLConnection;

/**
 * A client that makes its TLS settings in {@code main}, as many do: stores and protocols as system
 * properties, disabled algorithms as security properties ({@code --tls-disabled}, {@code
 * --certpath-disabled}: added to what the JDK disables).
 */
public final class LateSettingsApp {

  private LateSettingsApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    property("javax.net.ssl.trustStore", options.text("truststore"));
    property("javax.net.ssl.trustStorePassword", options.text("storepass"));
    property("javax.net.ssl.trustStoreType", "PKCS12");
    if (options.has("keystore")) {
      property("javax.net.ssl.keyStore", options.text("keystore"));
      property("javax.net.ssl.keyStorePassword", options.text("storepass"));
      property("javax.net.ssl.keyStoreType", "PKCS12");
    }
    if (options.has("protocols")) {
      property("jdk.tls.client.protocols", options.text("protocols"));
    }
    disable("jdk.tls.disabledAlgorithms", options.text("tls-disabled", ""));
    disable("jdk.certpath.disabledAlgorithms", options.text("certpath-disabled", ""));
    Report.requests(options, LateSettingsApp::get);
  }

  private static String get(String url) throws Exception {
    HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
    int status = connection.getResponseCode();
    return Report.status(
        status, connection.getCipherSuite() + ' ' + Report.read(connection.getInputStream()));
  }

  private static void property(String name, String value) {
    System.setProperty(name, value);
  }

  private static void disable(String name, String algorithm) {
    if (!algorithm.isEmpty()) {
      Security.setProperty(name, Security.getProperty(name) + ", " + algorithm);
    }
  }
}

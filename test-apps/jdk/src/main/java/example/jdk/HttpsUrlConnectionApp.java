package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client on {@link HttpsURLConnection}; with {@code --trust-all} it checks nothing, as found in
 * the wild.
 */
public final class HttpsUrlConnectionApp {

  private HttpsUrlConnectionApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLSocketFactory sockets = TlsContexts.client(options).getSocketFactory();
    Report.requests(
        options,
        url -> {
          HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
          connection.setSSLSocketFactory(sockets);
          connection.setRequestProperty("Connection", "close");
          if (options.flag("trust-all")) {
            connection.setHostnameVerifier((host, session) -> true);
          }
          return Report.status(
              connection.getResponseCode(), Report.read(connection.getInputStream()));
        });
  }
}

package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * Asks a JVM with remote JMX over SSL, registry included, at {@code --url=jmx://host:port/} for its
 * specification; the trust store comes from the system properties.
 */
public final class JmxClientApp {

  private JmxClientApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    TlsContexts.trustBySystemProperties(options);
    Report.requests(options, url -> ask(URI.create(url)));
  }

  private static String ask(URI url) throws Exception {
    Map<String, Object> environment = new HashMap<>();
    environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
    JMXServiceURL service =
        new JMXServiceURL(
            "service:jmx:rmi:///jndi/rmi://" + url.getHost() + ":" + url.getPort() + "/jmxrmi");
    try (JMXConnector connector = JMXConnectorFactory.connect(service, environment)) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      Object name = server.getAttribute(new ObjectName("java.lang:type=Runtime"), "SpecName");
      return Report.status(200, String.valueOf(name));
    }
  }
}

package example.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.net.InetAddress;

/**
 * The directory of UnboundID's LDAP SDK, in memory. After the extended operation {@code StartTLS} a
 * socket is layered over the accepted one, and told not to ask for a certificate.
 */
public final class LdapServerApp {

  private LdapServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    InMemoryDirectoryServerConfig settings = new InMemoryDirectoryServerConfig("dc=example");
    settings.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "default",
            InetAddress.getByName("127.0.0.1"),
            options.number("port", 1389),
            TlsContexts.server(options).getSocketFactory()));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(settings);
    server.add("dn: dc=example", "objectClass: top", "objectClass: domain", "dc: example");
    server.startListening();
    Report.ready(server.getListenPort());
  }
}

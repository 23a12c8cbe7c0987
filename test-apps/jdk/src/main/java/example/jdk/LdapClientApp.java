package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;

/**
 * Asks a directory at {@code --url=ldaps://host:port/base} for its entry {@code base} by JNDI; at
 * {@code ldap://} over TLS that the extended operation {@code StartTLS} has put over the connection
 * (RFC 4511, section 4.14). {@code --any-name} does not care whose certificate it is shown.
 */
public final class LdapClientApp {

  private static final String MILLISECONDS_TO_WAIT = "20000";

  private LdapClientApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    TlsContexts.trustBySystemProperties(options);
    if (options.flag("any-name")) {
      System.setProperty("com.sun.jndi.ldap.object.disableEndpointIdentification", "true");
    }
    Report.requests(options, url -> ask(URI.create(url), options));
  }

  private static String ask(URI url, Options options) throws NamingException, IOException {
    LdapContext directory = connect(url);
    try {
      if (url.getScheme().equals("ldaps")) {
        return find(directory, url);
      }
      StartTlsResponse tls = (StartTlsResponse) directory.extendedOperation(new StartTlsRequest());
      if (options.flag("any-name")) {
        tls.setHostnameVerifier((host, session) -> true);
      }
      tls.negotiate();
      String answer = find(directory, url);
      tls.close();
      return answer;
    } finally {
      directory.close();
    }
  }

  private static LdapContext connect(URI url) throws NamingException {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(
        Context.PROVIDER_URL, url.getScheme() + "://" + url.getHost() + ":" + url.getPort());
    environment.put("com.sun.jndi.ldap.connect.timeout", MILLISECONDS_TO_WAIT);
    environment.put("com.sun.jndi.ldap.read.timeout", MILLISECONDS_TO_WAIT);
    return new InitialLdapContext(environment, null);
  }

  private static String find(LdapContext directory, URI url) throws NamingException {
    SearchControls one = new SearchControls();
    one.setSearchScope(SearchControls.OBJECT_SCOPE);
    NamingEnumeration<SearchResult> found =
        directory.search(url.getPath().substring(1), "(objectClass=*)", one);
    return Report.status(200, "hello " + found.next().getNameInNamespace());
  }
}

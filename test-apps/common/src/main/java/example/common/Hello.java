package example.common;

import java.util.Arrays;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What every server answers: {@code hello}, and a second line about the connection. */
public final class Hello {

  private Hello() {}

  /** The answer to a request; after one that logs out, nobody is to go on with the session. */
  public static String to(String path, SSLSession session) {
    String answer = to(session);
    if (path.startsWith("/log-out")) {
      session.invalidate();
    }
    return answer;
  }

  /** The answer where the session can be seen. */
  public static String to(SSLSession session) {
    StringBuilder about = new StringBuilder();
    about.append(session.getProtocol()).append(' ').append(session.getCipherSuite());
    about.append(" peer=").append(peer(session));
    String[] names = session.getValueNames();
    Arrays.sort(names);
    for (String name : names) {
      Object value = session.getValue(name);
      if (value instanceof String) {
        about.append(' ').append(name).append('=').append(value);
      }
    }
    return body(about.toString());
  }

  /** The answer with other words about the connection. */
  public static String body(String aboutTheConnection) {
    return "hello\n" + aboutTheConnection + "\n";
  }

  private static String peer(SSLSession session) {
    try {
      return session.getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      return "none";
    }
  }
}

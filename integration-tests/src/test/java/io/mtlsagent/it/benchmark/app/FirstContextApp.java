package io.mtlsagent.it.benchmark.app;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** Makes a TLS context and an engine of it, and ends. */
public final class FirstContextApp {

  private FirstContextApp() {}

  public static void main(String[] arguments) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    System.out.println(context.createSSLEngine().getSupportedProtocols().length);
  }
}

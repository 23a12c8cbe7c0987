package example.jdk.habits;

import example.common.Hello;
import example.common.Options;
import example.common.PlainHttp;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.security.Provider;
import java.security.Security;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Prints what a virtual machine offers: security providers before and after it used TLS, and which
 * classes of {@code --look-for} can be seen. Begins to log at the end, see {@link OwnLogManager}.
 */
public final class SurroundingsApp {

  private SurroundingsApp() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty(OwnLogManager.BEGUN, "true");
    Options options = Options.of(arguments);
    tellProviders();
    talkToItself(TlsContexts.server(options), TlsContexts.client(options));
    tellProviders();
    tellVisibility(options);
    Logger.getLogger("surroundings").info("done");
  }

  private static void tellProviders() {
    for (Provider provider : Security.getProviders()) {
      System.out.println("PROVIDER " + provider + " of " + provider.getClass().getName());
    }
  }

  private static void tellVisibility(Options options) {
    for (String name : options.text("look-for", "").split(",")) {
      if (!name.isEmpty()) {
        boolean visible =
            isVisible(name, SurroundingsApp.class.getClassLoader())
                || isVisible(name, Thread.currentThread().getContextClassLoader())
                || isVisible(name, null);
        System.out.println((visible ? "VISIBLE " : "HIDDEN ") + name);
      }
    }
  }

  private static boolean isVisible(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      ClassLoader resources = loader == null ? ClassLoader.getSystemClassLoader() : loader;
      return resources.getResource(name.replace('.', '/') + ".class") != null;
    }
  }

  /**
   * One connection within this process. Its session is not printed: that is not always the same.
   */
  private static void talkToItself(SSLContext server, SSLContext client) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listening =
        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, here)) {
      Thread serving = new Thread(() -> serveOne(listening));
      serving.start();
      try (SSLSocket socket =
          (SSLSocket)
              client.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes("ISO-8859-1"));
        String answer = Report.read(socket.getInputStream());
        System.out.println("ANSWER " + answer.substring(0, answer.indexOf("\r\n")));
      }
      serving.join();
    }
  }

  private static void serveOne(SSLServerSocket listening) {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      PlainHttp.readRequest(socket.getInputStream());
      PlainHttp.writeResponse(socket.getOutputStream(), Hello.body("itself"));
    } catch (IOException e) {
      Report.connectionLost(e);
    }
  }
}

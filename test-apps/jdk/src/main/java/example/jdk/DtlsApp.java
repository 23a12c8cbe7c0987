package example.jdk;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/** Begins a handshake of the JDK's DTLS (Java 9), as far as its first message to nobody. */
public final class DtlsApp {

  private static final int LARGEST_PACKET = 65_536;

  private static final int MOST_STEPS = 10;

  private DtlsApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = SSLContext.getInstance("DTLS");
    context.init(null, new TrustManager[] {TlsContexts.trustManager(options)}, null);
    Report.requests(
        options,
        url -> {
          SSLEngine engine = context.createSSLEngine("localhost", 4433);
          engine.setUseClientMode(true);
          engine.beginHandshake();
          ByteBuffer hello = ByteBuffer.allocate(LARGEST_PACKET);
          for (int i = 0; i < MOST_STEPS && hello.position() == 0; i++) {
            Runnable task = engine.getDelegatedTask();
            if (task != null) {
              task.run();
            }
            engine.wrap(ByteBuffer.allocate(0), hello);
          }
          return Report.status(200, hello.position() > 0 ? "hello" : "nothing");
        });
  }
}

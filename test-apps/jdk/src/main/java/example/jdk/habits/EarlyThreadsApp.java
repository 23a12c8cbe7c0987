package example.jdk.habits;

import java.util.concurrent.CountDownLatch;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Begins with TLS in several threads at the same time, the moment it starts; then ends. */
public final class EarlyThreadsApp {

  /** A way to begin with TLS. */
  private interface Beginning {
    void begin() throws Exception;
  }

  private EarlyThreadsApp() {}

  public static void main(String[] arguments) throws InterruptedException {
    Beginning[] beginnings = {
      SSLContext::getDefault,
      EarlyThreadsApp::beginHandshake,
      HttpsURLConnection::getDefaultSSLSocketFactory,
      SSLSocketFactory::getDefault,
      SSLServerSocketFactory::getDefault,
    };
    CountDownLatch start = new CountDownLatch(beginnings.length);
    Thread[] threads = new Thread[beginnings.length];
    for (int i = 0; i < threads.length; i++) {
      Beginning beginning = beginnings[i];
      threads[i] = new Thread(() -> run(start, beginning));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("DONE");
  }

  private static void run(CountDownLatch start, Beginning beginning) {
    try {
      start.countDown();
      start.await();
      beginning.begin();
    } catch (Exception e) {
      System.out.println("FAILED " + e);
    }
  }

  private static void beginHandshake() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    engine.beginHandshake();
  }
}

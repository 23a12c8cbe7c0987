package io.mtlsagent.revocation.fetch;

/**
 * A thread of the agent's own that uses the network. The TLS connections that it makes are not the
 * application's: the agent must not judge them, for that could ask for another fetch, and so on.
 */
public final class FetchThread extends Thread {

  FetchThread(Runnable work, int number) {
    super(null, work, "mtls-agent-fetch-" + number);
    setDaemon(true);
    setContextClassLoader(null); // not to hold on to a web application's loader
  }

  /** Whether the current thread works for the agent itself. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof FetchThread;
  }
}

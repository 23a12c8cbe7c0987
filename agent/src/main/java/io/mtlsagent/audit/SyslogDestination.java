package io.mtlsagent.audit;

import io.mtlsagent.policy.DetachedThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A syslog collector. A thread of its own uses the network, from the first TLS class on; who writes
 * a line waits for it. A line counts as sent when the operating system has taken it. One whose
 * sending took too long is sent again, and may then arrive twice.
 */
final class SyslogDestination implements LineDestination {

  private static final long SEND_MILLIS = 6_000;

  private final String name;
  private final SyslogConnection connection;
  private final long processId;

  private volatile @Nullable ExecutorService thread;

  /** Used by the thread alone. */
  private @Nullable SyslogMessage messages;

  SyslogDestination(String name, SyslogConnection connection, long processId) {
    this.name = name;
    this.connection = connection;
    this.processId = processId;
  }

  @Override
  public void started() {
    if (thread == null) {
      thread =
          Executors.newSingleThreadExecutor(
              work -> DetachedThread.forNetwork(work, "mtls-agent-syslog"));
    }
  }

  @Override
  public boolean isReady() {
    return thread != null;
  }

  @Override
  public @Nullable LogTail prepare() {
    return null;
  }

  /** One line, one message. */
  @Override
  public boolean takesTogether(int bytes, int more) {
    return false;
  }

  @Override
  public void write(byte[] line) throws IOException {
    ExecutorService sending = thread;
    if (sending == null) {
      throw new IOException("the network is not used before the first TLS class");
    }
    try {
      Future<?> sent =
          sending.submit(
              () -> {
                send(line);
                return null;
              });
      await(sent);
    } catch (RejectedExecutionException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    connection.abort();
  }

  @Override
  public String name() {
    return name;
  }

  private void send(byte[] line) throws IOException {
    SyslogMessage form = messages;
    if (form == null) {
      form = new SyslogMessage(hostName(), processId);
      messages = form;
    }
    connection.send(form.of(line));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  /** Goes on to wait when interrupted: that was meant for the application's work. */
  private void await(Future<?> sent) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SEND_MILLIS);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          sent.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException e) {
      sent.cancel(false);
      connection.abort();
      throw new IOException("not sent within " + SEND_MILLIS + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException ? (IOException) cause : new IOException(cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

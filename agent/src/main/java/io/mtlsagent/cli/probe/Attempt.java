package io.mtlsagent.cli.probe;

import io.mtlsagent.cli.probe.AttemptResult.Ending;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.Timer;
import java.util.TimerTask;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One connection, in a TLS context of its own: none resumes the session of another. */
final class Attempt {

  private static final String TLS_1_3 = "TLSv1.3";
  private static final String ALERT = "Received fatal alert: ";

  /** A server that answers, but byte by byte, does not hold us longer than so many timeouts. */
  private static final int MAX_TIMEOUTS = 4;

  /** An encrypted close_notify: the header of a record, an alert, its type, a tag of 16 bytes. */
  private static final int LONGEST_CLOSING = 5 + 2 + 1 + 16;

  private final ProbeTarget target;
  private final String protocol;
  private final int timeoutMillis;
  private final Visitor visitor;
  private final ClientSide client;
  private final ServerSide server = new ServerSide();

  Attempt(ProbeTarget target, String protocol, Visitor visitor, int timeoutMillis) {
    this.target = target;
    this.protocol = protocol;
    this.visitor = visitor;
    this.timeoutMillis = timeoutMillis;
    this.client = new ClientSide(visitor);
  }

  /**
   * Connects and shakes hands.
   *
   * @throws IOException where there is no TCP connection
   */
  AttemptResult run() throws IOException, GeneralSecurityException {
    Timer deadline = new Timer("probe-deadline", true);
    try (CountedSocket plain = new CountedSocket()) {
      plain.connect(new InetSocketAddress(target.host(), target.port()), timeoutMillis);
      plain.setSoTimeout(timeoutMillis);
      deadline.schedule(closing(plain), (long) MAX_TIMEOUTS * timeoutMillis);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {client}, new TrustManager[] {server}, null);
      try (SSLSocket tls =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, target.host(), target.port(), true)) {
        return shakeHands(tls, plain);
      }
    } finally {
      deadline.cancel();
    }
  }

  private AttemptResult shakeHands(SSLSocket tls, CountedSocket plain) {
    try {
      tls.setEnabledProtocols(new String[] {protocol});
    } catch (IllegalArgumentException e) {
      return ended(Ending.NOT_OFFERED, "this JVM does not speak it");
    }
    try {
      tls.startHandshake();
    } catch (SocketTimeoutException e) {
      return ended(Ending.FAILED, "no answer within " + timeoutMillis + " ms");
    } catch (IOException e) {
      return failed(e);
    }
    // A TLS 1.2 server has checked the client by now; one of TLS 1.3 is about to.
    return protocol.equals(TLS_1_3) ? awaitRefusal(tls, plain) : ended(Ending.ACCEPTED, "let in");
  }

  /**
   * A server that has let its client in says so, by the tickets that follow the handshake (RFC
   * 8446, section 4.6.1): one that hangs up and has said nothing has refused without an alert, as
   * the JDK's HttpsServer does.
   */
  private AttemptResult awaitRefusal(SSLSocket tls, CountedSocket plain) {
    long before = plain.received();
    try {
      int first = tls.getInputStream().read();
      if (first < 0 && plain.received() - before <= LONGEST_CLOSING) {
        return ended(Ending.REFUSED, "refused: the server hung up");
      }
      return ended(
          Ending.ACCEPTED, first < 0 ? "let in, then the server closed the connection" : "let in");
    } catch (SocketTimeoutException e) {
      return ended(Ending.ACCEPTED, "let in: no refusal within " + timeoutMillis + " ms");
    } catch (IOException e) {
      String alert = alert(e);
      return ended(
          Ending.REFUSED,
          alert.isEmpty() ? "refused: the server hung up" : "refused: alert " + alert);
    }
  }

  private AttemptResult failed(IOException problem) {
    String alert = alert(problem);
    boolean met = !server.chain().isEmpty();
    if (!alert.isEmpty()) {
      return met
          ? ended(Ending.REFUSED, "refused: alert " + alert)
          : ended(Ending.NOT_OFFERED, "not offered: alert " + alert);
    }
    if (met && isHangingUp(problem)) {
      return ended(Ending.REFUSED, "refused: the server hung up");
    }
    return ended(
        met || isHangingUp(problem) ? Ending.FAILED : Ending.NOT_OFFERED,
        "no handshake: " + problem.getMessage());
  }

  /** What the other side's alert said; empty where there was none. */
  private static String alert(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      int start = message == null ? -1 : message.indexOf(ALERT);
      if (message != null && start >= 0) {
        return message.substring(start + ALERT.length());
      }
    }
    return "";
  }

  private static boolean isHangingUp(IOException problem) {
    return !(problem instanceof SSLException)
        || problem.getCause() instanceof EOFException
        || problem.getCause() instanceof SocketException;
  }

  private AttemptResult ended(Ending ending, String words) {
    return new AttemptResult(protocol, visitor, ending, words, client, server);
  }

  private static TimerTask closing(Socket socket) {
    return new TimerTask() {
      @Override
      public void run() {
        try {
          socket.close();
        } catch (IOException e) {
          // The attempt that holds it ends by its own timeouts.
        }
      }
    };
  }
}

package io.mtlsagent.it;

import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The clients of the soak: who comes, how often, and what each one saw. */
final class SoakVisits implements AutoCloseable {

  private static final int CONNECTIONS_OF_A_SESSION = 4;

  /** Who comes. */
  enum Visitor {
    GOOD,
    NONE,
    REVOKED,
    EXPIRED,
    FOREIGN,
    /** A client whose OCSP responder takes connections and says nothing. */
    OF_HANGING_RESPONDER,
    /** A client that is revoked and reinstated in turn. */
    TURNSTILE
  }

  /**
   * What holds at a time; another object for each such time.
   *
   * @param strict whether the servers enforce
   * @param healthy whether every good client must be served
   * @param turnstile whether the client that is revoked and reinstated must be served; null while
   *     that changes
   */
  record Weather(boolean strict, boolean healthy, @Nullable Boolean turnstile) {}

  /**
   * One connection.
   *
   * @param calm what held from its beginning to its end; null if that changed meanwhile
   */
  record Visit(SoakServer server, Visitor visitor, Attempt attempt, @Nullable Weather calm) {

    /** What is wrong with it; empty where nothing is. */
    String fault() {
      boolean answered = attempt.answered();
      if (calm == null) {
        return "";
      }
      return switch (visitor) {
        case GOOD -> calm.healthy && !answered ? "a good client was not served: " + this : "";
        case TURNSTILE ->
            calm.strict && calm.healthy && calm.turnstile != null && answered != calm.turnstile
                ? "served or not at the wrong time: " + this
                : "";
        default -> calm.strict && answered ? "LET IN: " + this : "";
      };
    }
  }

  private final Map<Visitor, PeerFiles> identities;
  private final X509Certificate[] anchors;
  private final int pauseMillis;
  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
  private volatile Weather weather = new Weather(true, true, true);
  private volatile boolean over;

  /**
   * @param identities of all but {@link Visitor#NONE}
   * @param anchors of every server in every mode
   */
  SoakVisits(Map<Visitor, PeerFiles> identities, int pauseMillis, List<X509Certificate> anchors) {
    this.identities = Map.copyOf(identities);
    this.anchors = anchors.toArray(new X509Certificate[0]);
    this.pauseMillis = pauseMillis;
  }

  /** Begins visits of a server: good clients on threads of their own, the others in turn. */
  void begin(SoakServer server) {
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      List<Visitor> others = new ArrayList<>(List.of(Visitor.values()));
      others.remove(Visitor.GOOD);
      start(new Caller(server, protocol, List.of(Visitor.GOOD)));
      start(new Caller(server, protocol, others));
    }
  }

  private void start(Caller caller) {
    Thread thread = new Thread(caller, "visitor");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  void weather(Weather now) {
    weather = now;
  }

  Weather weather() {
    return weather;
  }

  /** One more visit, made on the caller's thread; counts like all others. */
  Visit once(SoakServer server, Visitor visitor) {
    return visit(server, visitor, client(server, "TLSv1.3", visitor));
  }

  private RawTlsClient client(SoakServer server, String protocol, Visitor visitor) {
    return RawTlsClient.to(server.port(), protocol, Talk.HTTP, identities.get(visitor), anchors);
  }

  private Visit visit(SoakServer server, Visitor visitor, RawTlsClient client) {
    gate.readLock().lock();
    try {
      Weather before = weather;
      Attempt attempt = client.connect("/" + visitor);
      Weather calm = before == weather ? before : null;
      Visit visit = new Visit(server, visitor, attempt, calm);
      visits.add(visit);
      return visit;
    } finally {
      gate.readLock().unlock();
    }
  }

  /** No visitor is there while this runs. */
  void inQuiet(Runnable action) {
    gate.writeLock().lock();
    try {
      action.run();
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** All visits so far. */
  List<Visit> all() {
    return List.copyOf(visits);
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Visitors that come one after the other, again and again. */
  private final class Caller implements Runnable {

    private final SoakServer server;
    private final String protocol;
    private final List<Visitor> visitors;
    private final Map<Visitor, RawTlsClient> clients = new HashMap<>();

    Caller(SoakServer server, String protocol, List<Visitor> visitors) {
      this.server = server;
      this.protocol = protocol;
      this.visitors = visitors;
    }

    @Override
    public void run() {
      for (long round = 0; !over; round++) {
        if (round % CONNECTIONS_OF_A_SESSION == 0) {
          clients.clear();
        }
        for (Visitor visitor : visitors) {
          visit(server, visitor, clients.computeIfAbsent(visitor, this::newClient));
          pause();
        }
      }
    }

    private RawTlsClient newClient(Visitor visitor) {
      return client(server, protocol, visitor);
    }

    private void pause() {
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

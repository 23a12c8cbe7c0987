package io.mtlsagent.revocation.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many requests servers get at a time, so that those that hang do not stop all others. */
class FetchesTest {

  private final Fetches fetches = new Fetches(new HttpClient(null), Clock.systemUTC());
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void end() {
    released.countDown();
    fetches.close();
  }

  /** One server as the tests see it. */
  private final class Server {

    private final String name;
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean hangs;
    private volatile boolean fails;
    private int questions;

    Server(String name) {
      this.name = name;
    }

    Server hanging() {
      hangs = true;
      return this;
    }

    Server failing() {
      fails = true;
      return this;
    }

    /** Asks for something that nobody has asked for before. */
    void ask() {
      try {
        HttpAddress address = HttpAddress.parse("http://" + name + "/" + ++questions);
        new Question(this, address).ask(Instant.now());
      } catch (FetchException e) {
        throw new IllegalStateException(e);
      }
    }

    void serve() throws FetchException {
      most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
      try {
        if (hangs) {
          released.await();
        }
        if (fails) {
          throw FetchException.hostFailed("it fails");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        atWork.decrementAndGet();
        ended.incrementAndGet();
      }
    }
  }

  private final class Question extends Subscription {

    private final Server server;
    private volatile boolean answered;

    Question(Server server, HttpAddress address) {
      super(fetches, address);
      this.server = server;
    }

    @Override
    protected boolean isUsable(Instant now) {
      return answered;
    }

    @Override
    protected @Nullable Instant freshUntil() {
      return answered ? Instant.MAX : null;
    }

    @Override
    protected void fetch(HttpClient client) throws FetchException {
      server.serve();
      answered = true;
    }

    @Override
    protected String name() {
      return server.name;
    }
  }

  private static void awaitAtWork(Server server, int count) {
    await().until(() -> server.atWork.get() == count);
  }

  @Test
  void aServerGetsThreeRequestsAtATime() {
    Server server = new Server("one.example").hanging();
    for (int i = 0; i < 40; i++) {
      server.ask();
    }
    awaitAtWork(server, 3);
    released.countDown();
    await().until(() -> server.ended.get() == 40);
    assertThat(server.most).hasValue(3);
  }

  @Test
  void aServerThatHangsDoesNotTakeAllThreads() {
    Server hanging = new Server("hanging.example").hanging();
    for (int i = 0; i < 40; i++) {
      hanging.ask();
    }
    awaitAtWork(hanging, 3);
    Server other = new Server("other.example");
    other.ask();
    await().until(() -> other.ended.get() == 1);
    assertThat(hanging.ended).hasValue(0);
  }

  @Test
  void sevenServersThatHangDoNotTakeAllThreads() {
    List<Server> hanging = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Server server = new Server("hanging-" + i + ".example").hanging();
      for (int j = 0; j < 10; j++) {
        server.ask();
      }
      hanging.add(server);
    }
    for (Server server : hanging) {
      awaitAtWork(server, 3);
    }
    Server other = new Server("other.example");
    other.ask();
    await().until(() -> other.ended.get() == 1);
    assertThat(hanging).allMatch(server -> server.ended.get() == 0);
  }

  /** As after the failure of a network: each has failed once before it hangs. */
  @Test
  void aServerThatHasFailedGetsOneRequestAtATimeSoThatTwentyOfThemDoNotTakeAllThreads() {
    List<Server> hanging = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Server server = new Server("hanging-" + i + ".example").failing();
      server.ask();
      await().until(() -> isFailing(server));
      server.hanging();
      for (int j = 0; j < 10; j++) {
        server.ask();
      }
      hanging.add(server);
    }
    for (Server server : hanging) {
      awaitAtWork(server, 1);
    }
    Server other = new Server("other.example");
    other.ask();
    await().until(() -> other.ended.get() == 1);
    assertThat(hanging).allMatch(server -> server.most.get() == 1 && server.ended.get() == 1);
  }

  /** The request has ended, and what became of it was noted. */
  private boolean isFailing(Server server) throws FetchException {
    HttpAddress address = HttpAddress.parse("http://" + server.name + "/");
    return server.ended.get() == 1 && fetches.host(address).isFailing();
  }
}

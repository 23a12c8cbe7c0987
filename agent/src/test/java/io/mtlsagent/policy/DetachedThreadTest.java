package io.mtlsagent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetachedThreadTest {

  private interface Making {
    Thread thread(Runnable work, String name);
  }

  private final InheritableThreadLocal<Object> ofTheApplication = new InheritableThreadLocal<>();

  @BeforeEach
  void setTheLocal() {
    ofTheApplication.set("an object of the application");
  }

  @AfterEach
  void removeTheLocal() {
    ofTheApplication.remove();
  }

  static Stream<Making> makings() {
    return Stream.of(DetachedThread::of, DetachedThread::forNetwork);
  }

  private static <T extends @Nullable Object> T within(Making making, Supplier<T> question)
      throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    making.thread(() -> answer.complete(question.get()), "asked").start();
    return answer.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("makings")
  void inheritsNoThreadLocals(Making making) throws Exception {
    Future<Object> usual = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> ((CompletableFuture<Object>) usual).complete(ofTheApplication.get()));
    thread.start();
    assertThat(usual.get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(within(making, ofTheApplication::get)).isNull();
  }

  @ParameterizedTest
  @MethodSource("makings")
  void isADaemonOfTheRootGroupWithoutContextClassLoader(Making making) {
    Thread thread = making.thread(() -> {}, "a name");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("a name");
    assertThat(thread.getContextClassLoader()).isNull();
    assertThat(thread.getThreadGroup().getParent()).isNull();
  }

  /** Else it could do nothing under a security manager: it has the rights of its maker. */
  @Test
  void theClassThatIsMadeForItHasTheRightsOfTheAgent() {
    Class<?> made = DetachedThread.forNetwork(() -> {}, "a name").getClass();
    assertThat(made).isNotEqualTo(Thread.class);
    assertThat(made.getProtectionDomain()).isSameAs(DetachedThread.class.getProtectionDomain());
  }

  @Test
  void onlyThoseForTheNetworkSaySo() throws Exception {
    assertThat(DetachedThread.isForNetwork()).isFalse();
    assertThat(within(DetachedThread::of, DetachedThread::isForNetwork)).isFalse();
    assertThat(within(DetachedThread::forNetwork, DetachedThread::isForNetwork)).isTrue();
  }

  @Test
  void threadsThatOneForTheNetworkMakesAreOrdinary() throws Exception {
    List<Boolean> found = new ArrayList<>();
    within(
        DetachedThread::forNetwork,
        () -> {
          Thread child = new Thread(() -> found.add(DetachedThread.isForNetwork()));
          child.start();
          try {
            child.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return true;
        });
    assertThat(found).containsExactly(false);
  }

  @Test
  void whereNothingElseIsAllowedThreadsAreAsTheyAre() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    InheritingThreads maker = InheritingThreads.asTheyAre();
    assertThat(maker.plain(group, () -> {}, "plain").getName()).isEqualTo("plain");
    assertThat(maker.forNetwork(group, () -> {}, "network"))
        .isInstanceOf(ThreadMaker.ForNetwork.class);
  }
}

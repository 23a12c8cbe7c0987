package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WovenNamesTest {

  private final List<TlsStack> stacks =
      Loom.stacks(
          new BridgeDefinition(null),
          new NothingBehindTheHooks(),
          new CoverageLedger(null),
          Loom.sightings(new NothingBehindTheHooks(), new CoverageLedger(null)),
          name -> false,
          new PassingHellos(),
          new ChannelWatch(null, new CoverageLedger(null)));

  @Test
  void everyStackIsKnownByName() {
    List<String> names = new ArrayList<>();
    for (TlsStack stack : stacks) {
      if (stack.purpose() != TlsStack.Purpose.NOTICE) {
        names.add(stack.name());
      }
    }
    assertThat(WovenNames.stacks()).isEqualTo(names);
  }

  @Test
  void everyWovenClassIsKnownByName() {
    List<String> exact = new ArrayList<>();
    List<String> relocatable = new ArrayList<>();
    for (TlsStack stack : stacks) {
      for (WovenClass woven : stack.classes()) {
        (woven.isRelocatable() ? relocatable : exact).add(woven.name());
      }
    }
    assertThat(WovenNames.exact()).containsExactlyInAnyOrderElementsOf(exact);
    assertThat(WovenNames.relocatable()).containsExactlyInAnyOrderElementsOf(relocatable);
  }

  @Test
  void aCopyUnderAnotherPackageIsKnownToo() {
    WovenNames names = new WovenNames();
    assertThat(
            names.contains("io/grpc/netty/shaded/io/netty/handler/ssl/SslHandler")
                && names.contains(
                    "org/apache/activemq/artemis/shaded/io/netty/handler/ssl/SslHandler")
                && names.contains(
                    "io/grpc/netty/shaded/io/netty/handler/ssl/ReferenceCountedOpenSslEngine"))
        .isTrue();
    assertThat(names.contains("io/netty/handler/ssl/SslHandler$1")).isFalse();
    assertThat(names.contains("org/jboss/netty/handler/ssl/SslHandler")).isFalse();
    assertThat(names.contains("com/acme/myconscrypt/SSLUtils")).isFalse();
  }

  @Test
  void bouncyCastlesOwnTlsIsNoticedOverStreamsAndDatagramsAndInOldVersions() {
    WovenNames names = new WovenNames();
    for (String place : List.of("org/bouncycastle/tls/", "org/bouncycastle/crypto/tls/")) {
      for (String name : List.of("TlsServer", "TlsClient", "DTLSServer", "DTLSClient")) {
        assertThat(names.contains(place + name + "Protocol")).as(place + name).isTrue();
      }
    }
  }

  @Test
  void aClassOfAnEnforcingStackIsKeptFromLoadingWhereItCannotBeWoven() {
    for (TlsStack stack : stacks) {
      for (WovenClass woven : stack.classes()) {
        assertThat(WovenNames.isEnforcing(woven.name()))
            .as(woven.name())
            .isEqualTo(stack.purpose() == TlsStack.Purpose.COVER);
      }
    }
  }

  private static final class NothingBehindTheHooks implements WeavingParts {
    @Override
    public boolean isAttached() {
      return true;
    }

    @Override
    public Mode mode() {
      return Mode.ENFORCE;
    }

    @Override
    public Handshakes handshakes() {
      return new Handshakes(null, null);
    }

    @Override
    public Runnable firstUse() {
      return () -> {};
    }

    @Override
    public void onLook(Runnable look) {}
  }

  /** Else it would not be woven where it was loaded before the agent came. */
  @Test
  void noClassOfAStackIsPassedOverAmongTheLoadedOnes() {
    assertThat(WovenNames.exact())
        .allMatch(name -> WovenNames.mayBeOfStack(name.replace('/', '.')));
    assertThat(WovenNames.relocatable())
        .allMatch(end -> WovenNames.mayBeOfStack(("shaded/" + end).replace('/', '.')));
  }
}

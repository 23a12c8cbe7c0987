package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageLedgerTest {

  private final List<String> told = new ArrayList<>();
  private final CoverageLedger ledger = new CoverageLedger(new Noting());

  @Test
  void aStackIsToldUncoveredOnceAndListedWithAllReasons() {
    ledger.uncovered("odd TLS", "a socket is made");
    ledger.uncovered("odd TLS", "an engine is made");

    assertThat(told).containsExactly("odd TLS: a socket is made");
    Coverage coverage = ledger.snapshot();
    assertThat(coverage.hasGaps()).isTrue();
    assertThat(coverage.stacks().get(0).gaps())
        .containsExactly("a socket is made", "an engine is made");
  }

  @Test
  void eachCopyOfALibraryIsNamed() {
    ledger.woven("Netty", "io/netty/handler/ssl/SslHandler");
    ledger.woven("Netty", "shaded/io/netty/handler/ssl/SslHandler");
    ledger.woven("Netty", "io/netty/handler/ssl/SslHandler");

    Coverage.Stack stack = ledger.snapshot().stacks().get(0);
    assertThat(stack.isCovered()).isTrue();
    assertThat(stack.classes())
        .containsExactly(
            "io.netty.handler.ssl.SslHandler", "shaded.io.netty.handler.ssl.SslHandler");
    assertThat(told).hasSize(2);
  }

  @Test
  void itIsToldWhoMakesContextsAndNoMoreThanPeopleRead() {
    for (int i = 0; i < 1000; i++) {
      ledger.contextMade("SunJSSE");
    }

    assertThat(ledger.snapshot().stacks().get(0).contexts()).hasSizeBetween(1, 16);
  }

  private final class Noting implements Diagnostics {
    @Override
    public void woven(String stack, String className) {
      told.add(className);
    }

    @Override
    public void notWoven(String stack, String className, String reason) {
      told.add(stack + ": " + reason);
    }

    @Override
    public void uncovered(String stack, String reason) {
      told.add(stack + ": " + reason);
    }

    @Override
    public void replaced(String stack, String sentence) {}

    @Override
    public void hookFailed(Throwable failure) {}
  }
}

package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WovenNamesTest {

  private final List<TlsStack> stacks =
      Loom.stacks(new BridgeDefinition(null), new NothingBehindTheHooks());

  @Test
  void everyStackIsKnownByName() {
    List<String> names = new ArrayList<>();
    for (TlsStack stack : stacks) {
      names.add(stack.name());
    }
    assertThat(WovenNames.stacks()).isEqualTo(names);
  }

  @Test
  void everyWovenClassIsKnownByName() {
    Set<String> names = new HashSet<>();
    for (TlsStack stack : stacks) {
      for (WovenClass woven : stack.classes()) {
        names.add(woven.name());
      }
    }
    assertThat(WovenNames.classes()).isEqualTo(names);
  }

  @Test
  void aClassOfAnEnforcingStackIsKeptFromLoadingWhereItCannotBeWoven() {
    for (TlsStack stack : stacks) {
      for (WovenClass woven : stack.classes()) {
        assertThat(WovenNames.isEnforcing(woven.name()))
            .as(woven.name())
            .isEqualTo(stack.isEnforcing());
      }
    }
  }

  private static final class NothingBehindTheHooks implements WeavingParts {
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
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Privileges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.MtlsAgentBridge;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The core's end of the bridge: numbers the hooks and calls them. */
final class Hooks extends MtlsAgentBridge {

  private final WeavingParts parts;
  private final Diagnostics diagnostics;
  private volatile Hook[] hooks = new Hook[0];

  /**
   * @param parts whose mode, if it refuses nothing, has no hook stop a handshake by its own failure
   */
  Hooks(WeavingParts parts, Diagnostics diagnostics) {
    this.parts = parts;
    this.diagnostics = diagnostics;
  }

  /** Lets woven code reach these hooks. */
  void connect() {
    connect(this);
  }

  /** Gives each hook of the class a number that woven code can name. */
  synchronized int[] register(WovenClass woven) {
    List<Hook> all = new ArrayList<>(Arrays.asList(hooks));
    int[] numbers = new int[woven.points().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = all.size();
      all.add(woven.points().get(i).hook());
    }
    hooks = all.toArray(new Hook[0]);
    return numbers;
  }

  @Override
  protected void onEnter(int number, @Nullable Object[] frame) {
    if (Privileges.areNeeded()) {
      Privileges.use(
          () -> {
            callAtEntry(number, frame);
            return true;
          });
    } else {
      callAtEntry(number, frame);
    }
  }

  @Override
  protected @Nullable Object onExit(int number, @Nullable Object receiver, @Nullable Object value) {
    return Privileges.areNeeded()
        ? Privileges.<@Nullable Object>use(() -> callAtExit(number, receiver, value))
        : callAtExit(number, receiver, value);
  }

  private void callAtEntry(int number, @Nullable Object[] frame) {
    Hook hook = hooks[number];
    try {
      hook.onEnter(frame);
    } catch (Throwable failure) {
      failed(hook, failure);
    }
  }

  private @Nullable Object callAtExit(
      int number, @Nullable Object receiver, @Nullable Object value) {
    Hook hook = hooks[number];
    try {
      return hook.onExit(receiver, value);
    } catch (Throwable failure) {
      failed(hook, failure);
      return value;
    }
  }

  private void failed(Hook hook, Throwable failure) {
    boolean refusal = failure instanceof SSLException; // made by the TLS stack as we asked it to
    if (hook instanceof AuditingHook || !(parts.mode().refuses() || refusal)) {
      diagnostics.hookFailed(failure);
    } else {
      throw Hooks.<RuntimeException>sneaky(failure);
    }
  }

  /** Lets a checked exception through: the woven method declares what its stack expects. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable failure) throws T {
    throw (T) failure;
  }
}

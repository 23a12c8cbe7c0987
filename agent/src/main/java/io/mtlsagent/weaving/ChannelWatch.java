package io.mtlsagent.weaving;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the JDK's socket channels woven, once an engine has come whose owner the agent does not know:
 * an application server of its own kind, or a copy of a library under another structure. Until
 * then, and in nearly every JVM for good, no method on the way of data is woven.
 */
final class ChannelWatch {

  private final Instrumentation instrumentation;
  private final Diagnostics diagnostics;
  private final AtomicBoolean on = new AtomicBoolean();

  ChannelWatch(Instrumentation instrumentation, Diagnostics diagnostics) {
    this.instrumentation = instrumentation;
    this.diagnostics = diagnostics;
  }

  /** Whether the class is to be woven. */
  boolean isOn() {
    return on.get();
  }

  /** From now on, hellos are seen as they pass through channels. Cheap when repeated. */
  void begin() {
    if (on.get() || !on.compareAndSet(false, true)) {
      return;
    }
    try {
      Class<?> channel = Class.forName(PassingHellos.CHANNEL.replace('/', '.'), false, null);
      instrumentation.retransformClasses(channel);
    } catch (Exception | LinkageError failure) {
      // The engines stay without addresses, and so under the strictest rule that could apply.
      diagnostics.hookFailed(failure);
    }
  }
}

package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.ShownIdentities;
import io.mtlsagent.policy.Mode;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Puts the agent into the TLS stacks of this JVM: those loaded already, and those to come. */
public final class Weaver {

  private final Instrumentation instrumentation;
  private final Mode mode;
  private final Diagnostics diagnostics;
  private final BridgeDefinition bridge;
  private final List<TlsStack> stacks;

  /**
   * @param firstUse is run when the application makes a TLS context, and again whenever it likes
   */
  public Weaver(
      Instrumentation instrumentation,
      Handshakes handshakes,
      EngineChannels channels,
      ShownIdentities shown,
      Runnable firstUse,
      Mode mode,
      Diagnostics diagnostics) {
    this.instrumentation = instrumentation;
    this.mode = mode;
    this.diagnostics = diagnostics;
    this.bridge = new BridgeDefinition(instrumentation);
    this.stacks =
        Collections.unmodifiableList(
            Arrays.<TlsStack>asList(
                new SunJsse(handshakes, shown, new SunJsseTransports(channels), firstUse),
                new JdkHttpsServer(channels, bridge),
                new Netty(channels),
                new Jetty(channels),
                new Tomcat(channels)));
  }

  /** The names of the stacks that are woven as soon as the application loads them. */
  public List<String> stackNames() {
    List<String> names = new java.util.ArrayList<>();
    for (TlsStack stack : stacks) {
      names.add(stack.name());
    }
    return names;
  }

  /**
   * Starts weaving.
   *
   * @throws ReflectiveOperationException if this JVM does not let the bridge class be defined
   * @throws IOException if the agent's jar cannot be read
   */
  public void install() throws ReflectiveOperationException, IOException {
    bridge.define();
    Hooks hooks = new Hooks(diagnostics);
    hooks.connect();
    TlsTransformer transformer = new TlsTransformer(stacks, hooks, mode, diagnostics);
    instrumentation.addTransformer(transformer, true);
    weaveLoadedClasses(transformer);
  }

  /** One class at a time, so that one that fails does not keep the others from being woven. */
  private void weaveLoadedClasses(TlsTransformer transformer) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (transformer.isMine(loaded.getName().replace('.', '/'))) {
        try {
          instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError failure) {
          escaped(transformer.stackOf(loaded.getName().replace('.', '/')), loaded, failure);
        }
      }
    }
  }

  /** A class that is loaded already cannot be kept from loading: then the agent must not start. */
  private void escaped(TlsStack stack, Class<?> loaded, Throwable failure) {
    diagnostics.notWoven(stack.name(), loaded.getName(), String.valueOf(failure));
    if (stack.isEnforcing() && mode.refuses()) {
      throw new IllegalStateException(
          stack.name() + " is in use already and cannot be covered: " + failure, failure);
    }
  }
}

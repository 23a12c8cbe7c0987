package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.HandshakeThreads;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.ShownIdentities;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of the TLS stacks. Made when the application loads the first of them: defines
 * the bridge, and makes the stacks with their hooks.
 */
final class Loom {

  private final WeavingParts parts;
  private final CoverageLedger diagnostics;
  private final Hooks hooks;
  private final Map<String, Assignment> assignments = new HashMap<>();
  private final List<Assignment> relocatable = new ArrayList<>();

  /** The internal names of classes in which connections are judged. */
  private final Set<String> covering = ConcurrentHashMap.newKeySet();

  private final ChannelWatch watch;

  private Loom(
      BridgeDefinition bridge,
      WeavingParts parts,
      CoverageLedger diagnostics,
      Sightings sightings,
      ChannelWatch watch) {
    this.parts = parts;
    this.watch = watch;
    this.diagnostics = diagnostics;
    this.hooks = new Hooks(parts, diagnostics);
    PassingHellos hellos = new PassingHellos();
    for (TlsStack stack :
        stacks(bridge, parts, diagnostics, sightings, covering::contains, hellos, watch)) {
      assign(stack);
    }
    assign(hellos);
  }

  private void assign(TlsStack stack) {
    for (WovenClass woven : stack.classes()) {
      Assignment assignment = new Assignment(stack, woven);
      if (woven.isRelocatable()) {
        relocatable.add(assignment);
      } else {
        assignments.put(woven.name(), assignment);
      }
    }
  }

  /**
   * Makes the stacks.
   *
   * @throws ReflectiveOperationException if this JVM does not let the bridge class be defined
   * @throws IOException if the agent's jar cannot be read
   */
  static Loom open(Instrumentation instrumentation, WeavingParts parts, CoverageLedger diagnostics)
      throws ReflectiveOperationException, IOException {
    BridgeDefinition bridge = new BridgeDefinition(instrumentation);
    bridge.define();
    Sightings sightings = sightings(parts, diagnostics);
    ChannelWatch watch = new ChannelWatch(instrumentation, diagnostics);
    Loom loom = new Loom(bridge, parts, diagnostics, sightings, watch);
    loom.hooks.connect();
    parts.onLook(sightings::look);
    return loom;
  }

  static Sightings sightings(WeavingParts parts, CoverageLedger diagnostics) {
    TlsUse use = new TlsUse(parts.firstUse(), diagnostics);
    return new Sightings(parts.handshakes(), use, diagnostics);
  }

  static List<TlsStack> stacks(
      BridgeDefinition bridge,
      WeavingParts parts,
      CoverageLedger diagnostics,
      Sightings sightings,
      ForeignEngines.Woven woven,
      PassingHellos hellos,
      ChannelWatch watch) {
    EngineChannels channels = new EngineChannels();
    TlsUse use = new TlsUse(parts.firstUse(), diagnostics);
    Handshakes handshakes = parts.handshakes();
    ShownIdentities shown = new ShownIdentities();
    HandshakeThreads threads = new HandshakeThreads();
    SunJsseTransports transports = new SunJsseTransports(channels);
    FoundChannels found = new FoundChannels(hellos, watch, channels, transports);
    List<TlsStack> stacks = new ArrayList<>();
    if (parts.isAttached()) {
      stacks.add(new SunJsseEarlier(handshakes, transports, use));
    }
    stacks.addAll(
        Arrays.<TlsStack>asList(
            new SunJsse(handshakes, shown, transports, found, use),
            new SunJsseStapling(handshakes, transports),
            new NettyOpenSsl(handshakes, channels, bridge, use),
            new Conscrypt(handshakes, shown, channels, bridge, use),
            new BouncyCastleJsse(handshakes, shown, channels, bridge, sightings, use),
            new JdkHttpsServer(channels, bridge),
            new Netty(handshakes, threads, channels),
            new Jetty(channels),
            new Tomcat(channels),
            new Undertow(handshakes, threads, channels),
            new Grizzly(channels),
            new Kafka(channels),
            new Mina(channels),
            new HttpCore(channels),
            new Pekko(channels),
            new Helidon(channels),
            new JavaHttpClient(channels, bridge),
            new TomcatOpenSsl(handshakes, diagnostics),
            new WildFlyOpenSsl(handshakes, diagnostics, bridge),
            new TlsChannel(channels),
            new RabbitMq(channels, bridge),
            new OtherStacks(sightings),
            new ForeignEngines(sightings, woven)));
    return stacks;
  }

  /** Whether the JDK's socket channels are to be woven: they are none of a TLS stack's own. */
  boolean watchesChannels() {
    return watch.isOn();
  }

  /** The woven class; null where it stays as it is. */
  byte @Nullable [] weave(String internalName, byte[] bytes) {
    Assignment assignment = assignments.get(internalName);
    for (int i = 0; assignment == null && i < relocatable.size(); i++) {
      if (WovenNames.isCopy(internalName, relocatable.get(i).woven.name())) {
        assignment = relocatable.get(i);
      }
    }
    return assignment == null ? null : assignment.weave(internalName, bytes);
  }

  private final class Assignment {
    private final TlsStack stack;
    private final WovenClass woven;

    /** The same numbers each time: one class may be loaded by many loaders, or woven anew. */
    private int @Nullable [] numbers;

    Assignment(TlsStack stack, WovenClass woven) {
      this.stack = stack;
      this.woven = woven;
    }

    synchronized byte @Nullable [] weave(String internalName, byte[] bytes) {
      try {
        if (numbers == null) {
          numbers = hooks.register(woven);
        }
        byte[] result = ClassWeaver.weave(bytes, woven, numbers);
        if (stack.purpose() != TlsStack.Purpose.NOTICE) {
          diagnostics.woven(stack.name(), internalName);
        }
        if (stack.purpose() == TlsStack.Purpose.COVER) {
          covering.add(internalName);
        }
        return result;
      } catch (Throwable failure) {
        // Thrown on, the JVM would take it for "unchanged" and load the class as it is.
        diagnostics.notWoven(stack.name(), internalName, String.valueOf(failure));
        return stack.purpose() == TlsStack.Purpose.COVER && parts.mode().refuses()
            ? TlsTransformer.poison()
            : null;
      }
    }
  }
}

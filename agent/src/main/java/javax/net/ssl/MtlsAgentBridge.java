package javax.net.ssl;

/**
 * The one class of the agent that the JVM's own TLS classes can see. It is defined by the boot
 * loader into this package, because every class that can see JSSE can see this package too,
 * whatever its class loader; woven code calls it, and it hands each call to the agent's core, which
 * lives in a class loader of its own.
 *
 * <p>It knows nothing but JDK types and holds the only static mutable state of the agent.
 */
public abstract class MtlsAgentBridge {

  private static volatile MtlsAgentBridge core;

  /**
   * Connects woven code with the agent's core. Called once, before the first class is woven.
   *
   * @throws IllegalStateException if another core is connected already: two agents in one JVM would
   *     answer for each other's connections
   */
  public static synchronized void connect(MtlsAgentBridge newCore) {
    if (core != null) {
      throw new IllegalStateException("mtls-agent is connected already");
    }
    core = newCore;
  }

  /** Whether a core is connected: an agent that is attached a second time must find this out. */
  public static boolean isConnected() {
    return core != null;
  }

  /**
   * Called at the entry of a woven method.
   *
   * @param hook the number of the hook
   * @param frame the receiver (null in a static method or a constructor) and the arguments; a hook
   *     may put other arguments into it
   * @return the frame
   */
  public static Object[] enter(int hook, Object[] frame) {
    core.onEnter(hook, frame);
    return frame;
  }

  /**
   * Called before a woven method returns.
   *
   * @param value what it is about to return, null for void
   * @param receiver null in a static method
   * @param hook the number of the hook
   * @return what it is to return
   */
  public static Object exit(Object value, Object receiver, int hook) {
    return core.onExit(hook, receiver, value);
  }

  /** As {@link #enter}. */
  protected abstract void onEnter(int hook, Object[] frame);

  /** As {@link #exit}. */
  protected abstract Object onExit(int hook, Object receiver, Object value);
}

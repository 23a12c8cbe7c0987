package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Mode;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Weaves {@link WovenSample} in one way, runs it, and tells what came of it. */
public final class WeavingScenarios implements Callable<String> {

  private final String scenario;
  private Mode mode = Mode.ENFORCE;
  private final StringBuilder noted = new StringBuilder();

  public WeavingScenarios(String scenario) {
    this.scenario = scenario;
  }

  @Override
  public String call() throws Exception {
    return switch (scenario) {
      case "entry" -> greet(HookPoint.atEntry("greet", "(", new ArgumentChanged()));
      case "exit" -> greet(HookPoint.atExit("greet", "(", new ResultReplaced()));
      case "constructor" -> construct();
      case "enforcing" -> greet(HookPoint.atEntry("greet", "(", new Refusing()));
      case "observing" -> {
        mode = Mode.OBSERVE;
        yield greet(HookPoint.atEntry("greet", "(", new Refusing())) + noted;
      }
      case "auditing" -> greet(HookPoint.atExit("greet", "(", new Unlucky())) + noted;
      case "primitives" -> add();
      case "argument" -> length() + noted;
      default -> throw new IllegalArgumentException(scenario);
    };
  }

  private String greet(HookPoint point) throws Exception {
    Object sample = weave(point).getConstructor(String.class).newInstance("start");
    try {
      return (String) sample.getClass().getMethod("greet", String.class).invoke(sample, "you");
    } catch (java.lang.reflect.InvocationTargetException e) {
      return e.getCause().toString();
    }
  }

  private String construct() throws Exception {
    ConstructorNoted hook = new ConstructorNoted();
    weave(HookPoint.atEntry("<init>", "(", hook), HookPoint.atExit("<init>", "(", hook))
        .getConstructor(String.class)
        .newInstance("start");
    return noted.toString();
  }

  private String length() throws Exception {
    Object sample =
        weave(HookPoint.atExitWithArgument("length", "(", new ArgumentTold()))
            .getConstructor(String.class)
            .newInstance("start");
    return String.valueOf(
        sample.getClass().getMethod("length", String.class).invoke(sample, "you"));
  }

  private String add() throws Exception {
    Object sample =
        weave(
                HookPoint.atEntry("add", "(", new ArgumentChanged()),
                HookPoint.atExit("add", "(", new ResultReplaced()))
            .getConstructor(String.class)
            .newInstance("start");
    return String.valueOf(
        sample
            .getClass()
            .getMethod("add", long.class, int.class, boolean.class)
            .invoke(sample, 9L, 2, true));
  }

  private Class<?> weave(HookPoint... points) throws Exception {
    WovenClass woven = WovenClass.of(WovenSample.class.getName().replace('.', '/'), points);
    byte[] original =
        ClassWeaverTest.bytesOf(WovenSample.class.getName(), ClassLoader.getSystemClassLoader());
    byte[] bytes = ClassWeaver.weave(original, woven, connectAndRegister(woven));
    return new ClassLoader(getClass().getClassLoader()) {
      Class<?> define() {
        return defineClass(WovenSample.class.getName(), bytes, 0, bytes.length);
      }
    }.define();
  }

  /** By reflection: the compiler does not see the bridge, which would be in java.base's package. */
  private int[] connectAndRegister(WovenClass woven) throws ReflectiveOperationException {
    Class<?> type = Class.forName("io.mtlsagent.weaving.Hooks");
    Object hooks =
        type.getDeclaredConstructor(WeavingParts.class, Diagnostics.class)
            .newInstance(new OnlyAMode(mode), new Noting());
    type.getDeclaredMethod("connect").invoke(hooks);
    return (int[]) type.getDeclaredMethod("register", WovenClass.class).invoke(hooks, woven);
  }

  private record OnlyAMode(Mode mode) implements WeavingParts {
    @Override
    public boolean isAttached() {
      return true;
    }

    @Override
    public Handshakes handshakes() {
      throw new IllegalStateException("nobody shakes hands here");
    }

    @Override
    public Runnable firstUse() {
      return () -> {};
    }

    @Override
    public void onLook(Runnable look) {}
  }

  private static final class ArgumentChanged implements EnforcingHook {
    @Override
    public void onEnter(Object[] frame) {
      if (frame[1] instanceof String) {
        frame[1] = "hook";
      }
    }
  }

  private static final class ResultReplaced implements EnforcingHook {
    @Override
    public Object onExit(Object receiver, Object value) {
      return "replaced " + value;
    }
  }

  private static final class Refusing implements EnforcingHook {
    @Override
    public void onEnter(Object[] frame) throws IOException {
      throw new IOException("refused");
    }
  }

  private static final class Unlucky implements AuditingHook {
    @Override
    public Object onExit(Object receiver, Object value) throws IOException {
      throw new IOException("no address");
    }
  }

  private final class ArgumentTold implements AuditingHook {
    @Override
    public Object onExit(Object receiver, Object value) {
      noted.append(", told ").append(value);
      return value;
    }
  }

  private final class ConstructorNoted implements AuditingHook {
    @Override
    public void onEnter(Object[] frame) {
      noted.append("entry ").append(frame[0]).append(' ').append(frame[1]);
    }

    @Override
    public Object onExit(Object receiver, Object value) {
      noted.append(", exit ").append(receiver.getClass().getSimpleName());
      return value;
    }
  }

  private final class Noting implements Diagnostics {
    @Override
    public void woven(String stack, String className) {}

    @Override
    public void notWoven(String stack, String className, String reason) {}

    @Override
    public void uncovered(String stack, String reason) {}

    @Override
    public void replaced(String stack, String sentence) {
      noted.append(", replaced ").append(stack);
    }

    @Override
    public void hookFailed(Throwable failure) {
      noted.append(", reported ").append(failure);
    }
  }
}

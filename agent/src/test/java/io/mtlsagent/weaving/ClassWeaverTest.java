package io.mtlsagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The calls that are put into a class, seen by running it. */
class ClassWeaverTest {

  @Test
  void anEntryHookMayChangeArguments() throws Exception {
    assertThat(run("entry")).isEqualTo("greet(hook)");
  }

  @Test
  void anExitHookMayReplaceTheResult() throws Exception {
    assertThat(run("exit")).isEqualTo("replaced greet(you)");
  }

  @Test
  void aConstructorIsHookedOnBothEnds() throws Exception {
    assertThat(run("constructor")).isEqualTo("entry null start, exit WovenSample");
  }

  @Test
  void whatAnEnforcingHookThrowsGoesThrough() throws Exception {
    assertThat(run("enforcing")).isEqualTo("java.io.IOException: refused");
  }

  @Test
  void whatAnEnforcingHookThrowsInAModeThatRefusesNothingIsReported() throws Exception {
    assertThat(run("observing")).isEqualTo("greet(you), reported java.io.IOException: refused");
  }

  @Test
  void whatAnAuditingHookThrowsIsReportedAndGoesNoFurther() throws Exception {
    assertThat(run("auditing")).isEqualTo("greet(you), reported java.io.IOException: no address");
  }

  @Test
  void primitiveResultsAndArgumentsStayAsTheyAre() throws Exception {
    assertThat(run("primitives")).isEqualTo("7");
  }

  @Test
  void anExitHookMayBeToldTheArgumentOfAMethodThatReturnsAPrimitive() throws Exception {
    assertThat(run("argument")).isEqualTo("3, told you");
  }

  @Test
  void aMethodThatIsMissingIsAMismatch() {
    WovenClass expected =
        WovenClass.of(
            WovenSample.class.getName().replace('.', '/'),
            HookPoint.atEntry("departed", "()", new AuditingHook() {}));

    assertThatThrownBy(() -> ClassWeaver.weave(bytesOf(WovenSample.class), expected, new int[1]))
        .isInstanceOf(StructureMismatchException.class)
        .hasMessageContaining("departed()");
  }

  @Test
  void aClassFileNewerThanTheReaderKnowsKeepsItsVersion() throws Exception {
    byte[] newer = bytesOf(WovenSample.class);
    newer[7] = 120;
    WovenClass woven =
        WovenClass.of(
            WovenSample.class.getName().replace('.', '/'),
            HookPoint.atEntry("greet", "(", new AuditingHook() {}));

    byte[] result = ClassWeaver.weave(newer, woven, new int[1]);

    assertThat(result[7]).isEqualTo((byte) 120);
    assertThat(result.length).isGreaterThan(newer.length);
  }

  /** In a loader that defines the bridge itself: in the JVM's own package, only the agent may. */
  private static String run(String scenario) throws Exception {
    ClassLoader loader = new BridgeDefiningLoader();
    Callable<?> harness =
        (Callable<?>)
            loader
                .loadClass(WeavingScenarios.class.getName())
                .getConstructor(String.class)
                .newInstance(scenario);
    return String.valueOf(harness.call());
  }

  static byte[] bytesOf(Class<?> type) throws IOException {
    return bytesOf(type.getName(), type.getClassLoader());
  }

  static byte[] bytesOf(String name, ClassLoader loader) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  private static final class BridgeDefiningLoader extends ClassLoader {

    BridgeDefiningLoader() {
      super(ClassWeaverTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own =
          name.equals("javax.net.ssl.MtlsAgentBridge") || name.startsWith("io.mtlsagent.weaving.");
      if (!own) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try {
        byte[] bytes = bytesOf(name, getParent());
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}

package io.mtlsagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkToolTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.compiler/com.sun.tools.javac.Main -version",
        "java.base/sun.security.tools.keytool.Main -list",
        "jdk.jcmd/sun.tools.jcmd.JCmd",
        "sun.security.tools.keytool.Main",
        "com.sun.tools.javac.Main Server.java",
      })
  void toolsOfTheJdkAreLeftAlone(String command) {
    assertThat(JdkTool.isTool(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the JVM's own property, of `java Server.java` on Java 17 and on Java 25
        "jdk.compiler/com.sun.tools.javac.launcher.Main Server.java",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Server.java",
        "jdk.compiler/com.sun.tools.javac.launcher.Main",
        "app.jar com.sun.tools.javac.Main",
        "com.example/sun.tools.Main",
        "/opt/sun.tools/app.jar",
        "sun.tools.jar",
        "Server",
        "",
      })
  void applicationsAreNever(String command) {
    assertThat(JdkTool.isTool(command)).isFalse();
  }
}

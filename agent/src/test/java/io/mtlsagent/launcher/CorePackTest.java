package io.mtlsagent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build packs, the launcher finds. */
class CorePackTest {

  private static final String LONG = "long ".repeat(1000);

  @TempDir Path directory;

  @Test
  void classGoesByItsNameAndAResourceByItsPath() throws Exception {
    CorePack pack = pack("io/mtlsagent/A.class", "io/mtlsagent/text.properties");
    assertThat(pack.find("io.mtlsagent.A")).asString().isEqualTo("of io/mtlsagent/A.class");
    assertThat(pack.find("io/mtlsagent/text.properties")).asString().startsWith("of io/mtlsagent/");
    assertThat(pack.find("io/mtlsagent/A.class")).isNull();
    assertThat(pack.find("")).isNull();
  }

  @Test
  void namesOfOneHashAreToldApart() throws Exception {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    CorePack pack = pack("Aa.class", "io/mtlsagent/BB.class", "BB.class", "io/mtlsagent/Aa.class");
    for (String name : new String[] {"Aa", "BB", "io.mtlsagent.Aa", "io.mtlsagent.BB"}) {
      assertThat(pack.find(name)).asString().isEqualTo("of " + name.replace('.', '/') + ".class");
    }
    assertThat(pack("Aa.class").find("BB")).isNull();
  }

  @Test
  void librariesAreDeflatedAndTheCoreIsNot() throws Exception {
    CorePack pack = pack("org/library/" + LONG, "io/mtlsagent/" + LONG + ".class");
    assertThat(pack.find("org/library/" + LONG)).asString().isEqualTo("of org/library/" + LONG);
    assertThat(pack.find("io.mtlsagent." + LONG)).asString().endsWith(LONG + ".class");
    assertThat(Files.size(directory.resolve("core.pack"))).isBetween(15_000L, 16_000L);
  }

  @Test
  void launcherAndMetadataStayOutsideAndTheBridgeIsNoClassOfTheCore() throws Exception {
    CorePack pack =
        pack(
            "META-INF/MANIFEST.MF",
            "io/mtlsagent/launcher/AgentLauncher.class",
            "io/mtlsagent/package-info.class",
            "javax/net/ssl/MtlsAgentBridge.class");
    assertThat(pack.find("META-INF/MANIFEST.MF")).isNull();
    assertThat(pack.find("io.mtlsagent.launcher.AgentLauncher")).isNull();
    assertThat(pack.find("io.mtlsagent.package-info")).isNull();
    assertThat(pack.find("javax.net.ssl.MtlsAgentBridge")).isNull();
    assertThat(pack.find("bridge/MtlsAgentBridge.classdata")).isNotNull();
  }

  @Test
  void emptyPackHoldsNothing() throws Exception {
    assertThat(pack().find("io.mtlsagent.A")).isNull();
  }

  @Test
  void jarWithoutAPackIsRefused() throws Exception {
    Path jar = zip("other.jar", "something");
    assertThatThrownBy(() -> CorePack.in(jar.toFile()))
        .isInstanceOf(IOException.class)
        .hasMessage("[mtls-agent] " + jar + " lacks core.pack");
  }

  private CorePack pack(String... names) throws IOException, InterruptedException {
    Path pack = directory.resolve("core.pack");
    Process build =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/build/PackCore.java",
                zip("core.jar", names).toString(),
                pack.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(output).isZero();
    Path jar = directory.resolve("agent.jar");
    byte[] content = Files.readAllBytes(pack);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(stored("core.pack", content));
      out.write(content);
    }
    return CorePack.in(jar.toFile());
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    return entry;
  }

  /** Each entry holds a sentence with its name. */
  private Path zip(String file, String... names) throws IOException {
    Path zip = directory.resolve(file);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(("of " + name).getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }
}

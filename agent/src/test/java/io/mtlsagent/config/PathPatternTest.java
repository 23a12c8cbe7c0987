package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathPatternTest {

  @TempDir Path directory;

  @BeforeEach
  void fill() throws Exception {
    for (String name :
        new String[] {"b.crl", "a.crl", ".hidden.crl", "c.pem", "sub/d.crl", "sub2/e.crl"}) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    Files.createDirectories(directory.resolve("empty"));
    Files.createDirectories(directory.resolve("directory.crl"));
  }

  private List<String> files(String pattern) throws Exception {
    Configuration configuration = Written.complete(directory, "revocation.crl=" + pattern).load();
    return configuration.topLevel().revocation().lists().get(0).files().stream()
        .map(file -> directory.relativize(file.toPath()).toString())
        .toList();
  }

  @Test
  void aFileIsItself() throws Exception {
    assertThat(files("a.crl")).containsExactly("a.crl");
    assertThat(files(directory.resolve("a.crl").toString())).containsExactly("a.crl");
    assertThat(files(".hidden.crl")).containsExactly(".hidden.crl");
  }

  @Test
  void aDirectoryIsItsFilesSortedWithoutHiddenOnes() throws Exception {
    assertThat(files("sub")).containsExactly("sub/d.crl");
    assertThat(files("."))
        .map(name -> Path.of(name).normalize().toString())
        .containsExactly("a.crl", "agent.properties", "b.crl", "c.pem");
  }

  @Test
  void aGlobMatchesFilesAlone() throws Exception {
    assertThat(files("*.crl")).containsExactly("a.crl", "b.crl");
    assertThat(files("?.pem")).containsExactly("c.pem");
    assertThat(files(".*.crl")).containsExactly(".hidden.crl");
  }

  @Test
  void aGlobMayBeInAnyPartOfThePath() throws Exception {
    assertThat(files("sub*/*.crl")).containsExactly("sub/d.crl", "sub2/e.crl");
    assertThat(files("s*2/e.crl")).containsExactly("sub2/e.crl");
    assertThat(files("*/d.crl")).containsExactly("sub/d.crl");
  }

  @Test
  void aMountedDirectoryOfKubernetesIsItsLinksAlone() throws Exception {
    Path mount = directory.resolve("mount");
    Path version = Files.createDirectories(mount.resolve("..2026_01"));
    Files.writeString(version.resolve("ca.crt"), "ca");
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
    Files.createSymbolicLink(mount.resolve("ca.crt"), Path.of("..data/ca.crt"));

    assertThat(files("mount")).containsExactly("mount/ca.crt");
    assertThat(files("mount/*.crt")).containsExactly("mount/ca.crt");
  }

  @Test
  void whatMatchesNothingIsAnErrorThatNamesTheKeyAndTheMend() {
    assertThatThrownBy(() -> files("nope.crl"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "agent.properties: revocation.crl: '"
                + directory.resolve("nope.crl")
                + "' does not exist. Correct the path, or create the file.");
    for (String pattern : new String[] {"empty", "*.der", "nope*/x", "direc*.crl", "s*/nope"}) {
      assertThatThrownBy(() -> files(pattern))
          .as(pattern)
          .hasMessageContaining("revocation.crl: ")
          .hasMessageContaining("matches no file. Correct the path, or put at least one file");
    }
  }

  @Test
  void aListNamesSeveral() throws Exception {
    Configuration configuration =
        Written.complete(directory, "revocation.crl = a.crl , sub,,*.pem ").load();

    assertThat(configuration.topLevel().revocation().lists()).hasSize(3);
    assertThat(configuration.topLevel().revocation().lists().get(0).key())
        .isEqualTo("revocation.crl");
  }

  @Test
  void aListOfNothingIsAnError() {
    assertThatThrownBy(Written.complete(directory, "revocation.crl= , ")::load)
        .hasMessageContaining("is a list of nothing");
  }
}

package io.mtlsagent.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.Overrides;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What docs/deployment shows can be used as it stands. */
class DeploymentFilesTest {

  private static final Path FILES = Documents.named("docs/deployment");
  private static final Pattern AGENT = Pattern.compile("-javaagent:([^=\\s]+)=([^\\s\"]+)");
  private static final File SYSTEMD = new File("/usr/bin/systemd-analyze");

  @TempDir Path folder;

  @Test
  void everyConfigurationIsOneThatTheAgentReads() throws Exception {
    List<String> configurations = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FILES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".properties")).toList()) {
        configurations.add(Files.readString(file));
      }
    }
    for (Map<String, Object> map : objects("ConfigMap")) {
      configurations.add(text(map, "data", "mtls.properties"));
    }
    assertThat(configurations).hasSize(4);
    for (String configuration : configurations) {
      Path file = Files.writeString(folder.resolve("mtls.properties"), configuration);
      Configuration read = Configuration.load(file.toFile(), Overrides.none());
      assertThat(read.warnings()).as("%s", configuration).isEmpty();
    }
  }

  @Test
  void theMapsAndSecretsThatPodsMountExist() throws Exception {
    List<String> maps =
        objects("ConfigMap").stream().map(map -> text(map, "metadata", "name")).toList();
    List<String> secrets =
        objects("Certificate").stream().map(map -> text(map, "spec", "secretName")).toList();
    for (Map<String, Object> deployment : objects("Deployment")) {
      for (Map<String, Object> volume : maps(podOf(deployment), "volumes")) {
        if (volume.containsKey("configMap")) {
          assertThat(maps).contains(text(volume, "configMap", "name"));
        }
        if (volume.containsKey("secret")) {
          assertThat(secrets).contains(text(volume, "secret", "secretName"));
        }
      }
    }
  }

  @Test
  void theFilesThatTheAgentReadsAreMountedAndItsJarIsCopied() throws Exception {
    Map<String, String> configurations = new LinkedHashMap<>();
    for (Map<String, Object> map : objects("ConfigMap")) {
      configurations.put(text(map, "metadata", "name"), text(map, "data", "mtls.properties"));
    }
    assertThat(objects("Deployment")).hasSize(2);
    for (Map<String, Object> deployment : objects("Deployment")) {
      Map<String, Object> pod = podOf(deployment);
      Map<String, Object> application = maps(pod, "containers").get(0);
      Map<String, String> mounts = mountsOf(application);
      Matcher agent = AGENT.matcher(text(maps(application, "env").get(0), "value"));
      assertThat(agent.matches()).isTrue();

      Map<String, Object> copying = maps(pod, "initContainers").get(0);
      List<?> command = (List<?>) copying.get("command");
      assertThat(command.get(command.size() - 1)).isEqualTo(agent.group(1));
      assertThat(mountsOf(copying))
          .containsEntry(parent(agent.group(1)), mounts.get(parent(agent.group(1))));

      String volume = mounts.get(parent(agent.group(2)));
      Properties configuration = new Properties();
      configuration.load(
          Files.newBufferedReader(
              Files.writeString(
                  folder.resolve("read.properties"),
                  configurations.get(configMapOf(pod, volume)),
                  StandardCharsets.UTF_8)));
      for (String key : List.of("identity.certificate", "identity.key", "trust.certificates")) {
        assertThat(mounts).as(key).containsKey(parent(configuration.getProperty(key)));
      }
    }
  }

  @Test
  void everyObjectHasAKindAndAName() throws Exception {
    for (Map<String, Object> object : objects(null)) {
      assertThat(object).containsKeys("apiVersion", "kind", "metadata");
      assertThat(text(object, "metadata", "name")).isNotBlank();
      assertThat(text(object, "metadata", "namespace")).isEqualTo("shop");
    }
  }

  @Test
  void theImageHoldsTheJarThatItsOptionsName() throws Exception {
    String image = Files.readString(FILES.resolve("docker/Dockerfile"));
    Matcher agent = AGENT.matcher(image);
    assertThat(agent.find()).isTrue();
    assertThat(image).contains("COPY mtls-agent.jar " + agent.group(1));
  }

  @Test
  void systemdFindsNothingWrongWithTheUnit() throws Exception {
    assumeTrue(SYSTEMD.canExecute(), SYSTEMD + " is not installed");
    String unit = Files.readString(FILES.resolve("systemd/orders.service"));
    // The only thing that a machine may lack.
    Path copy =
        Files.writeString(
            folder.resolve("orders.service"), unit.replace("/usr/bin/java", "/bin/true"));
    Path said = folder.resolve("said");
    Process verify =
        new ProcessBuilder(SYSTEMD.getPath(), "verify", "--man=no", copy.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(verify.waitFor()).as("%s", Files.readString(said)).isZero();
    assertThat(Files.readString(said)).doesNotContain("orders.service");
  }

  private static List<Map<String, Object>> objects(String kind) throws Exception {
    List<Map<String, Object>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES.resolve("kubernetes"))) {
      for (Path file : files.sorted().toList()) {
        Load yaml = new Load(LoadSettings.builder().setLabel(file.toString()).build());
        for (Object object : yaml.loadAllFromString(Files.readString(file))) {
          Map<String, Object> map = map(object);
          if (kind == null || kind.equals(map.get("kind"))) {
            found.add(map);
          }
        }
      }
    }
    return found;
  }

  private static Map<String, Object> podOf(Map<String, Object> deployment) {
    return map(map(map(deployment.get("spec")).get("template")).get("spec"));
  }

  private static Map<String, String> mountsOf(Map<String, Object> container) {
    Map<String, String> mounts = new LinkedHashMap<>();
    for (Map<String, Object> mount : maps(container, "volumeMounts")) {
      assertThat(mount).doesNotContainKey("subPath");
      mounts.put(text(mount, "mountPath"), text(mount, "name"));
    }
    return mounts;
  }

  private static String configMapOf(Map<String, Object> pod, String volume) {
    for (Map<String, Object> candidate : maps(pod, "volumes")) {
      if (candidate.get("name").equals(volume)) {
        return text(candidate, "configMap", "name");
      }
    }
    throw new AssertionError("no volume " + volume);
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static String text(Map<String, Object> object, String... path) {
    Object value = object;
    for (String name : path) {
      value = map(value).get(name);
    }
    assertThat(value).as("%s", (Object) path).isInstanceOf(String.class);
    return (String) value;
  }

  private static List<Map<String, Object>> maps(Map<String, Object> object, String name) {
    return ((List<?>) object.get(name)).stream().map(DeploymentFilesTest::map).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object object) {
    assertThat(object).isInstanceOf(Map.class);
    return (Map<String, Object>) object;
  }
}

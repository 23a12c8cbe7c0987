package io.mtlsagent.it.jvm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The virtual machines that tests run on. Settings (system properties):
 *
 * <ul>
 *   <li>{@code mtls.it.java.homes}: further JDKs of this machine, separated as paths are
 *   <li>{@code mtls.it.image}: container image; {@code {version}} in it stands for 8, 11, 21 and so
 *       on. An image without it holds all of them, where Debian's packages put them.
 *   <li>{@code mtls.it.container.versions}: versions run in containers
 *   <li>{@code mtls.it.versions}: of all these only the versions named; all when empty
 * </ul>
 */
public final class Jvms {

  private static final String PUBLIC_IMAGE = "eclipse-temurin:{version}-jdk";
  private static final String CONTAINER_VERSIONS = "8,11,21,26";

  private Jvms() {}

  /**
   * All of them, oldest first; those in containers are named here even where they cannot be had.
   */
  public static Stream<Jvm> all() {
    Set<Integer> wanted = numbers(System.getProperty("mtls.it.versions", ""));
    return Stream.concat(local().stream(), inContainers().stream())
        .filter(jvm -> wanted.isEmpty() || wanted.contains(jvm.version()));
  }

  /** The one that the tests themselves run on. */
  public static Jvm own() {
    return new LocalJvm(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /**
   * The one that the tests themselves run on, or where the application wants a newer one, the
   * oldest of this machine that it runs on.
   */
  public static Jvm ownOrNewer(TestApp app) {
    Jvm own = own();
    return app.runsOn(own) ? own : local().stream().filter(app::runsOn).findFirst().orElse(own);
  }

  /** The one of this machine in a folder. */
  public static Jvm at(Path home) {
    return new LocalJvm(versionOf(home), home);
  }

  /** Those of this machine, one for each version. */
  public static List<Jvm> local() {
    TreeMap<Integer, Jvm> found = new TreeMap<>();
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    for (String home : System.getProperty("mtls.it.java.homes", "").split(File.pathSeparator)) {
      if (!home.isEmpty()) {
        homes.add(Path.of(home));
      }
    }
    homes.addAll(installed());
    for (Path home : homes) {
      int version = versionOf(home);
      if (version > 0) {
        found.putIfAbsent(version, new LocalJvm(version, home));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Jvm> inContainers() {
    List<Jvm> jvms = new ArrayList<>();
    String versions = System.getProperty("mtls.it.container.versions", CONTAINER_VERSIONS);
    for (int version : numbers(versions)) {
      String image = System.getProperty("mtls.it.image", PUBLIC_IMAGE);
      String java =
          image.contains("{version}")
              ? "java"
              : "/usr/lib/jvm/java-" + version + "-openjdk-amd64/bin/java";
      jvms.add(
          new ContainerJvm(version, image.replace("{version}", String.valueOf(version)), java));
    }
    return jvms;
  }

  /**
   * Whether somebody named the image: then one that cannot be had is a failure, not a reason to
   * skip.
   */
  static boolean imageIsAsked() {
    return System.getProperty("mtls.it.image") != null;
  }

  private static List<Path> installed() {
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The feature version by the file {@code release}; 0 where there is no Java. */
  private static int versionOf(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.exists(home.resolve("release"))) {
      return 0;
    }
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    String feature = version.startsWith("1.") ? version.substring(2) : version;
    return Integer.parseInt(feature.split("[^0-9]", 2)[0]);
  }

  private static Set<Integer> numbers(String list) {
    Set<Integer> numbers = new TreeSet<>();
    for (String number : list.split(",")) {
      if (!number.isBlank()) {
        numbers.add(Integer.valueOf(number.trim()));
      }
    }
    return numbers;
  }
}

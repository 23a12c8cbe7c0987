package io.mtlsagent.config;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path of the configuration that may stand for several files: a file, a directory (its files), or
 * a glob ({@code *} and {@code ?} in any part of the path).
 *
 * <p>Looked up anew at each call, through symbolic links. Names that begin with a dot are passed
 * over unless they are written out: Kubernetes keeps {@code ..data} and its likes in a mounted
 * directory.
 */
public final class PathPattern {

  private final File path;
  private final Place place;

  PathPattern(File path, Place place) {
    this.path = path;
    this.place = place;
  }

  /** The key that the pattern was read from, such as {@code revocation.crl}. */
  public String key() {
    return place.key();
  }

  /** The absolute path, wildcards included. */
  @Override
  public String toString() {
    return path.getPath();
  }

  /**
   * The files of now, sorted by name, at least one.
   *
   * @throws ConfigurationException where there is none, or a directory cannot be listed
   */
  public List<File> files() throws ConfigurationException {
    List<File> files = new ArrayList<>();
    if (path.isFile()) {
      files.add(path);
    } else if (path.isDirectory()) {
      addFilesIn(path, files);
    } else if (Glob.isGlob(path.getPath())) {
      addMatches(path, files);
    } else {
      throw place.error(
          Quoted.of(path.getPath()) + " does not exist", "Correct the path, or create the file");
    }
    if (files.isEmpty()) {
      throw place.error(
          Quoted.of(path.getPath()) + " matches no file",
          "Correct the path, or put at least one file there");
    }
    return Collections.unmodifiableList(files);
  }

  private void addFilesIn(File directory, List<File> files) throws ConfigurationException {
    for (String name : list(directory)) {
      File file = new File(directory, name);
      if (!name.startsWith(".") && !file.isHidden() && file.isFile()) {
        files.add(file);
      }
    }
  }

  private void addMatches(File pattern, List<File> files) throws ConfigurationException {
    for (File match : matches(pattern)) {
      if (match.isFile()) {
        files.add(match);
      }
    }
  }

  /** All files and directories that match, parents first resolved. */
  private List<File> matches(File pattern) throws ConfigurationException {
    @Nullable File parent = pattern.getParentFile();
    List<File> matches = new ArrayList<>();
    if (parent == null || !Glob.isGlob(pattern.getPath())) {
      matches.add(pattern);
      return matches;
    }
    String wanted = pattern.getName();
    for (File directory : matches(parent)) {
      if (!Glob.isGlob(wanted)) {
        matches.add(new File(directory, wanted));
      } else if (directory.isDirectory()) {
        addNamesAlike(directory, wanted, matches);
      }
    }
    return matches;
  }

  private void addNamesAlike(File directory, String wanted, List<File> matches)
      throws ConfigurationException {
    for (String name : list(directory)) {
      boolean visible = !name.startsWith(".") || wanted.startsWith(".");
      if (visible && Glob.matches(wanted, name)) {
        matches.add(new File(directory, name));
      }
    }
  }

  private String[] list(File directory) throws ConfigurationException {
    String @Nullable [] names = directory.list();
    if (names == null) {
      throw place.error(
          "the directory " + Quoted.of(directory.getPath()) + " cannot be listed",
          "Give the user that runs the JVM the right to read it");
    }
    Arrays.sort(names);
    return names;
  }
}

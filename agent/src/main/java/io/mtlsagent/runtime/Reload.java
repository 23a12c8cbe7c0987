package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.Fingerprint;
import io.mtlsagent.policy.Mode;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what changes on disk: reads everything anew, and puts it in force as a whole, or not
 * at all. What cannot be used leaves the last good generation in force.
 */
final class Reload {

  private final File file;
  private final GenerationReader reader;
  private final InForce inForce;
  private final ReloadReport report;
  private Overrides overrides;
  private volatile boolean modeSet;
  private Fingerprint read;

  /**
   * @param overrides those of the start: what the application sets later does not count
   * @throws ConfigurationException if the configuration that is in force cannot be read any more
   */
  Reload(Overrides overrides, GenerationReader reader, InForce inForce, ReloadReport report)
      throws ConfigurationException {
    this.file = inForce.generation().configuration().file();
    this.overrides = overrides;
    this.reader = reader;
    this.inForce = inForce;
    this.report = report;
    this.read = fingerprint(inForce.generation().configuration());
  }

  /** Looks at all files; never throws. */
  synchronized void look() {
    try {
      Generation now = inForce.generation();
      Fingerprint sources = fingerprint(now.configuration());
      Configuration configuration =
          sources.equals(read) ? now.configuration() : Configuration.load(file, overrides);
      take(configuration, now, "the configuration");
      read = sources;
      report.nothingWrong();
    } catch (ConfigurationException e) {
      report.refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // An Error too, such as a lack of memory for a huge list: the next look must come.
      report.refused("the files could not be looked at: " + e);
    }
  }

  /**
   * Sets the mode of the top level, as a system property would.
   *
   * @param mode null for the one that is configured
   * @throws ConfigurationException if the configuration cannot be used in this mode; nothing has
   *     changed then
   */
  synchronized void setMode(@Nullable Mode mode) throws ConfigurationException {
    Overrides changed = overrides.withMode(mode == null ? null : mode.wireName());
    Generation now = inForce.generation();
    take(
        Configuration.load(file, changed),
        now,
        mode == null ? "the mode that is configured" : "the mode that was set at run time");
    overrides = changed;
    modeSet = mode != null;
  }

  /** Whether the mode was set at run time, so that the configuration's does not count. */
  boolean isModeSet() {
    return modeSet;
  }

  /**
   * @param what of the configuration is new, if it is
   */
  private void take(Configuration configuration, Generation now, String what)
      throws ConfigurationException {
    Generation next = reader.read(configuration, now);
    if (next == now) {
      return;
    }
    report.prepare(next);
    inForce.replaceBy(next);
    for (RevocationData data : now.revocation()) {
      if (!next.revocation().contains(data)) {
        data.close();
      }
    }
    report.replaced(now, next, what);
  }

  private static Fingerprint fingerprint(Configuration configuration)
      throws ConfigurationException {
    List<FileContent> contents = new ArrayList<>();
    for (File source : configuration.sources()) {
      contents.add(FileContent.read(source, "the configuration"));
    }
    try {
      return Fingerprint.of(contents);
    } finally {
      for (FileContent content : contents) {
        content.wipe();
      }
    }
  }
}

package io.mtlsagent.runtime;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.config.PathPattern;
import io.mtlsagent.config.RevocationSettings;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.fetch.RevocationEvents;
import java.io.File;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The revocation lists of local files, and what is fetched. Endpoints that name the same sources
 * share one, and it is kept over a reload that leaves the sources as they are.
 */
final class RevocationData {

  private final File configuration;
  private final EndpointSettings endpoint;
  private final RevocationSettings settings;
  private final CrlStore lists;
  private final Clock clock;
  private @Nullable RevocationEvents listener;
  private @Nullable File lostCache;
  private boolean closed;

  /** Made with the first connection: a JVM that uses no TLS need not load it. */
  private @Nullable RemoteRevocation remote;

  private RevocationData(
      File configuration, EndpointSettings endpoint, CrlStore lists, Clock clock) {
    this.configuration = configuration;
    this.endpoint = endpoint;
    this.settings = endpoint.revocation();
    this.lists = lists;
    this.clock = clock;
  }

  /**
   * Reads the lists.
   *
   * @param configuration the configuration file, for errors
   * @throws ConfigurationException for the first list that cannot be used
   */
  static RevocationData open(File configuration, EndpointSettings endpoint, Clock clock)
      throws ConfigurationException {
    RevocationSettings settings = endpoint.revocation();
    CrlStore lists = CrlStore.open(files(settings), clock, settings.grace());
    RemoteRevocation.check(configuration, settings);
    return new RevocationData(configuration, endpoint, lists, clock);
  }

  /** Whether this is what the settings ask for. */
  boolean isFor(RevocationSettings wanted) {
    return settings.hasSourcesOf(wanted);
  }

  /** The files that {@code revocation.crl} stands for now. */
  List<File> files() throws ConfigurationException {
    return files(settings);
  }

  private static List<File> files(RevocationSettings settings) throws ConfigurationException {
    List<File> files = new ArrayList<>();
    for (PathPattern pattern : settings.lists()) {
      files.addAll(pattern.files());
    }
    return files;
  }

  CrlStore lists() {
    return lists;
  }

  /** What is fetched from the network. */
  synchronized RemoteRevocation remote() {
    RemoteRevocation made = remote;
    if (made == null) {
      try {
        made = RemoteRevocation.of(configuration, endpoint, lists, clock);
      } catch (ConfigurationException e) {
        throw new IllegalStateException("what was good at start is so no longer: " + e, e);
      }
      lostCache = lostCache();
      if (listener != null) {
        report(made, listener);
      }
      if (closed) {
        made.close();
      }
      remote = made;
    }
    return made;
  }

  /** Who is told of what happens to fetched data. */
  synchronized void report(RevocationEvents events) {
    listener = events;
    if (remote != null) {
      report(remote, events);
    }
  }

  private void report(RemoteRevocation made, RevocationEvents events) {
    made.report(events);
    File lost = lostCache;
    if (lost != null) {
      lostCache = null; // told once
      events.cacheLost(lost.getPath());
    }
  }

  /** The directory of the cache where it was good when the files were read, and is no longer. */
  private @Nullable File lostCache() {
    File directory = settings.cache();
    return directory == null || RemoteRevocation.isUsable(directory) ? null : directory;
  }

  /** What an endpoint makes of the data. */
  RevocationCheck check(RevocationSettings demands) {
    RevocationCheck check =
        RevocationCheck.of(demands.policy(), remote().sources())
            .sparingLifetimesUpTo(demands.shortLived());
    return demands.downloadsLists() || demands.asksResponders()
        ? check.waitingUpTo(demands.timeout())
        : check;
  }

  /** Nothing is fetched any more. */
  synchronized void close() {
    closed = true;
    if (remote != null) {
      remote.close();
    }
  }
}

package io.mtlsagent.runtime;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.config.PathPattern;
import io.mtlsagent.config.RevocationSettings;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationCheck;
import java.io.File;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The revocation lists of local files, and what is fetched. Endpoints that name the same sources
 * share one, and it is kept over a reload that leaves the sources as they are.
 */
final class RevocationData {

  private final RevocationSettings settings;
  private final CrlStore lists;
  private final RemoteRevocation remote;

  private RevocationData(RevocationSettings settings, CrlStore lists, RemoteRevocation remote) {
    this.settings = settings;
    this.lists = lists;
    this.remote = remote;
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
    return new RevocationData(
        settings, lists, RemoteRevocation.of(configuration, endpoint, lists, clock));
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
  RemoteRevocation remote() {
    return remote;
  }

  /** What an endpoint makes of the data. */
  RevocationCheck check(RevocationSettings endpoint) {
    return RevocationCheck.of(endpoint.policy(), remote.sources())
        .waitingUpTo(endpoint.timeout())
        .sparingLifetimesUpTo(endpoint.shortLived());
  }

  /** Nothing is fetched any more. */
  void close() {
    remote.close();
  }
}

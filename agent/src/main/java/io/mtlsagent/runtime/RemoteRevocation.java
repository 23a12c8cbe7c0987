package io.mtlsagent.runtime;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.config.RevocationSettings;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.revocation.fetch.AnswerCache;
import io.mtlsagent.revocation.fetch.DownloadedLists;
import io.mtlsagent.revocation.fetch.FetchException;
import io.mtlsagent.revocation.fetch.Fetches;
import io.mtlsagent.revocation.fetch.HttpAddress;
import io.mtlsagent.revocation.fetch.HttpClient;
import io.mtlsagent.revocation.fetch.RevocationEvents;
import io.mtlsagent.revocation.ocsp.OcspSource;
import io.mtlsagent.revocation.ocsp.StapledAnswers;
import java.io.File;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources of revocation data that a configuration asks for, local lists first. Made in premain:
 * threads and connections begin with the first handshake that needs them.
 */
final class RemoteRevocation {

  private final CrlStore local;
  private final Fetches fetches;
  private final @Nullable DownloadedLists lists;
  private final @Nullable OcspSource responders;
  private final List<RevocationSource> sources;

  private RemoteRevocation(
      CrlStore local,
      Fetches fetches,
      @Nullable DownloadedLists lists,
      @Nullable OcspSource responders,
      List<RevocationSource> sources) {
    this.local = local;
    this.fetches = fetches;
    this.lists = lists;
    this.responders = responders;
    this.sources = sources;
  }

  /**
   * Does without the directory of the cache where that has gone.
   *
   * @param configuration the configuration file, for errors
   */
  static RemoteRevocation of(
      File configuration, EndpointSettings endpoint, CrlStore local, Clock clock)
      throws ConfigurationException {
    RevocationSettings settings = endpoint.revocation();
    Fetches fetches = new Fetches(new HttpClient(settings.allowedHosts()), clock);
    AnswerCache cache = AnswerCache.in(settings.cache());
    List<RevocationSource> sources = new ArrayList<>(3);
    sources.add(local);
    DownloadedLists lists = null;
    if (settings.downloadsLists()) {
      lists = new DownloadedLists(fetches, cache, settings.grace());
      sources.add(lists);
    }
    OcspSource responders = null;
    if (settings.asksResponders()) {
      responders =
          new OcspSource(
              fetches, responder(configuration, settings), cache, local, settings.grace());
      sources.add(responders);
    }
    sources.add(new StapledAnswers(local, settings.grace()));
    return new RemoteRevocation(local, fetches, lists, responders, sources);
  }

  /**
   * Finds what {@link #of} would refuse, and makes nothing but the directory of the cache.
   *
   * @param configuration the configuration file, for errors
   */
  static void check(File configuration, RevocationSettings settings) throws ConfigurationException {
    File directory = settings.cache();
    if (directory != null && !isUsable(directory)) {
      throw new ConfigurationException(
          configuration.getPath(),
          "revocation.cache",
          "the directory " + directory + " cannot be made or written",
          "Name a directory that this process may write to, or remove the key");
    }
    responder(configuration, settings);
  }

  private static @Nullable HttpAddress responder(File configuration, RevocationSettings settings)
      throws ConfigurationException {
    String address = settings.responder();
    try {
      return address == null ? null : HttpAddress.parse(address);
    } catch (FetchException e) {
      throw new ConfigurationException(
          configuration.getPath(),
          "revocation.ocsp.url",
          String.valueOf(e.getMessage()),
          "Write an address such as http://ocsp.example.com/");
    }
  }

  /** Makes the directory of the cache if it can. */
  static boolean isUsable(File directory) {
    boolean present = directory.isDirectory() || directory.mkdirs() || directory.isDirectory();
    return present && directory.canWrite();
  }

  List<RevocationSource> sources() {
    return Collections.unmodifiableList(sources);
  }

  /** The answer about our own certificate that our servers staple; null where none is in memory. */
  byte @Nullable [] staple(Identity identity, List<X509Certificate> anchors) {
    if (responders == null) {
      return null;
    }
    X509Certificate issuer = OwnIssuer.of(identity, anchors);
    return issuer == null
        ? null
        : responders.staple(identity.certificate(), issuer, fetches.clock().instant());
  }

  /** Who is told of what happens to fetched data. */
  void report(RevocationEvents listener) {
    fetches.report(listener);
  }

  /** Nothing is fetched any more. */
  void close() {
    fetches.close();
  }

  /** How each list, local ones too, and each responder is doing. */
  List<SourceStatus> status() {
    List<SourceStatus> status = new ArrayList<>(local.status());
    if (lists != null) {
      status.addAll(lists.status());
    }
    if (responders != null) {
      status.addAll(responders.status());
    }
    return status;
  }
}

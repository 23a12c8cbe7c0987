package io.mtlsagent.revocation.fetch;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.CertificateRevocationList;
import io.mtlsagent.revocation.CrlIndex;
import io.mtlsagent.revocation.PendingAnswer;
import io.mtlsagent.revocation.RemoteSource;
import io.mtlsagent.revocation.SourceStatus;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The revocation lists of the CRL distribution points that certificates name, and the delta lists
 * that these or the certificates name (FreshestCRL). A delta list that cannot be had leaves the
 * complete one in force.
 */
public final class DownloadedLists implements RemoteSource {

  private static final int MAX_POINTS = 1000;

  private final Fetches fetches;
  private final AnswerCache cache;
  private final Duration grace;
  private final NamedAddresses named = new NamedAddresses();
  private final Map<List<HttpAddress>, DistributionPoint> points = new ConcurrentHashMap<>();
  private volatile CrlIndex index = CrlIndex.of(Collections.<CertificateRevocationList>emptyList());

  /**
   * @param grace how long past its nextUpdate a list still counts
   */
  public DownloadedLists(Fetches fetches, AnswerCache cache, Duration grace) {
    this.fetches = fetches;
    this.cache = cache;
    this.grace = grace;
  }

  @Override
  public RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now) {
    RevocationFinding finding = index.find(certificate, issuer, now);
    return finding.status() == RevocationStatus.NOT_AVAILABLE ? missing(certificate) : finding;
  }

  private RevocationFinding missing(X509Certificate certificate) {
    List<List<HttpAddress>> lists = named.ofLists(certificate);
    if (lists.isEmpty()) {
      return RevocationFinding.of(
          RevocationStatus.NOT_AVAILABLE, "it names no CRL distribution point over http");
    }
    List<HttpAddress> first = lists.get(0);
    DistributionPoint point = points.get(first);
    String problem = point == null ? "" : point.lastError();
    if (fetches.allowed(first).isEmpty()) {
      problem = first.get(0).host() + " is not in revocation.allowed-hosts";
    }
    return RevocationFinding.of(
        RevocationStatus.UNKNOWN,
        "no revocation list of "
            + first.get(0)
            + " is at hand"
            + (problem.isEmpty() ? "" : " (" + problem + ")"));
  }

  @Override
  public List<PendingAnswer> request(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    List<PendingAnswer> pending = Collections.emptyList();
    for (List<HttpAddress> addresses : named.ofLists(certificate)) {
      DistributionPoint point = point(addresses);
      if (point != null) {
        point.namedBy(issuer);
        pending = with(pending, point.ask(now));
      }
    }
    return requestDeltas(certificate, issuer, now, pending);
  }

  @Override
  public List<PendingAnswer> supplements(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    return requestDeltas(certificate, issuer, now, Collections.<PendingAnswer>emptyList());
  }

  /** Those that the certificate names, and those that its complete lists name. */
  private List<PendingAnswer> requestDeltas(
      X509Certificate certificate,
      X509Certificate issuer,
      Instant now,
      List<PendingAnswer> before) {
    List<PendingAnswer> pending = requestAll(named.ofDeltas(certificate), issuer, now, before);
    for (List<HttpAddress> addresses : named.ofLists(certificate)) {
      DistributionPoint point = points.get(addresses);
      if (point != null) {
        pending = requestAll(point.deltas(), issuer, now, pending);
      }
    }
    return pending;
  }

  private List<PendingAnswer> requestAll(
      List<List<HttpAddress>> deltas,
      X509Certificate issuer,
      Instant now,
      List<PendingAnswer> before) {
    List<PendingAnswer> pending = before;
    for (int i = 0; i < deltas.size(); i++) {
      DistributionPoint point = point(deltas.get(i));
      if (point != null) {
        point.namedBy(issuer);
        pending = with(pending, point.askOnce(now));
      }
    }
    return pending;
  }

  private static List<PendingAnswer> with(
      List<PendingAnswer> pending, @Nullable PendingAnswer more) {
    if (more == null) {
      return pending;
    }
    List<PendingAnswer> all = pending.isEmpty() ? new ArrayList<>(1) : pending;
    all.add(more);
    return all;
  }

  private @Nullable DistributionPoint point(List<HttpAddress> addresses) {
    DistributionPoint known = points.get(addresses);
    if (known != null || points.size() >= MAX_POINTS) {
      return known;
    }
    List<HttpAddress> allowed = fetches.allowed(addresses);
    return allowed.isEmpty()
        ? null
        : points.computeIfAbsent(
            addresses, key -> new DistributionPoint(fetches, allowed, cache, grace, this::publish));
  }

  private synchronized void publish() {
    List<CertificateRevocationList> lists = new ArrayList<>();
    for (DistributionPoint point : points.values()) {
      CertificateRevocationList list = point.list();
      if (list != null) {
        lists.add(list);
      }
    }
    index = CrlIndex.of(lists, grace);
  }

  /** How each distribution point is doing. */
  public List<SourceStatus> status() {
    List<SourceStatus> status = new ArrayList<>();
    for (DistributionPoint point : points.values()) {
      status.add(point.status());
    }
    return status;
  }
}

package io.mtlsagent.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts what audit lines tell, in memory that does not grow with their number. */
final class Observations {

  /** Of each of proven and unproven peers: strangers shall not crowd out those that we know. */
  static final int MAX_RELATIONS = 10_000;

  static final int MAX_CERTIFICATES = 10_000;
  private static final int MAX_SERVICES = 1_000;
  private static final int MAX_NOTICES = 2_000;

  private final Span span = new Span();
  private final Tally tally = new Tally();
  private final Tally unlisted = new Tally();
  private final Timeline timeline = new Timeline();
  private final BoundedMap<Relation.Key, Relation> proven = new BoundedMap<>(MAX_RELATIONS);
  private final BoundedMap<Relation.Key, Relation> unproven = new BoundedMap<>(MAX_RELATIONS);
  private final BoundedMap<String, SeenCertificate> certificates =
      new BoundedMap<>(MAX_CERTIFICATES);
  private final BoundedMap<ServiceName, ServiceSummary> services = new BoundedMap<>(MAX_SERVICES);
  private final BoundedMap<Notice.Key, Notice> notices = new BoundedMap<>(MAX_NOTICES);

  void add(AuditRecord line) {
    span.add(line.time());
    Outcome outcome = Outcome.of(line);
    if (outcome != null) {
      addHandshake(outcome, line);
      return;
    }
    Notice notice =
        notices.obtain(new Notice.Key(ServiceName.of(line), line.action()), Notice::new);
    if (notice != null) {
      notice.add(line);
    }
    if (line.isAboutPeer()) {
      addSequel(line);
    }
  }

  private void addHandshake(Outcome outcome, AuditRecord line) {
    tally.add(outcome, line.time());
    timeline.add(outcome, line.time());
    ServiceSummary service = services.obtain(ServiceName.of(line), ServiceSummary::new);
    if (service != null) {
      service.add(outcome, line);
    }
    boolean known = line.isPeerProven();
    Relation relation = (known ? proven : unproven).obtain(Relation.Key.of(line), Relation::new);
    if (relation == null) {
      unlisted.add(outcome, line.time());
    } else {
      relation.add(outcome, line);
    }
    if (known) {
      addCertificate(line);
    }
  }

  private void addCertificate(AuditRecord line) {
    String hash = line.ofPeer(AuditField.CLIENT_HASH, AuditField.SERVER_HASH);
    if (hash == null) {
      return;
    }
    SeenCertificate made = certificates.find(hash);
    if (made == null) {
      SeenCertificate first = SeenCertificate.of(line, hash);
      made = first == null ? null : certificates.obtain(hash, key -> first);
    }
    if (made != null) {
      made.seen(line.time());
    }
  }

  /** What followed upon a handshake that has a line of its own. */
  private void addSequel(AuditRecord line) {
    BoundedMap<Relation.Key, Relation> kind = line.isPeerProven() ? proven : unproven;
    Relation relation = kind.find(Relation.Key.of(line));
    if (relation == null) {
      return;
    }
    if (line.action().equals("connection-refused-by-peer")) {
      relation.addRefusalByPeer();
    } else if (line.action().equals("connection-revoked")) {
      relation.addClosed();
    }
  }

  /** From the first line to the last, of whatever kind. */
  Span span() {
    return span;
  }

  /** All handshakes. */
  Tally tally() {
    return tally;
  }

  /** Handshakes of relations for which there was no place. */
  Tally unlisted() {
    return unlisted;
  }

  Timeline timeline() {
    return timeline;
  }

  List<Relation> relations() {
    List<Relation> all = new ArrayList<>(proven.values());
    all.addAll(unproven.values());
    return all;
  }

  Collection<SeenCertificate> certificates() {
    return certificates.values();
  }

  Collection<ServiceSummary> services() {
    return services.values();
  }

  Collection<Notice> notices() {
    return notices.values();
  }

  /** How many lines fell outside of a bound, other than those of unlisted relations. */
  long beyondBounds() {
    return certificates.refused() + services.refused() + notices.refused();
  }
}

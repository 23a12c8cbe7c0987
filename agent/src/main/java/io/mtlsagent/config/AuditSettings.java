package io.mtlsagent.config;

import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.AuditOverflow;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Where the audit log goes, and how. */
public final class AuditSettings {

  private final AuditDestination destination;
  private final @Nullable File file;
  private final @Nullable SyslogTarget syslog;
  private final boolean chosen;
  private final long rotateSizeBytes;
  private final int rotateKeep;
  private final AuditDelivery delivery;
  private final AuditOverflow overflow;
  private final boolean chained;

  private AuditSettings(
      Values values,
      AuditDestination destination,
      @Nullable File file,
      @Nullable SyslogTarget syslog,
      boolean chosen)
      throws ConfigurationException {
    this.destination = destination;
    this.file = file;
    this.syslog = syslog;
    this.chosen = chosen;
    this.rotateSizeBytes = values.get(Keys.AUDIT_ROTATE_SIZE);
    this.rotateKeep = values.get(Keys.AUDIT_ROTATE_KEEP);
    this.delivery = values.get(Keys.AUDIT_DELIVERY);
    this.overflow = values.get(Keys.AUDIT_OVERFLOW);
    this.chained = values.get(Keys.AUDIT_CHAIN);
  }

  static AuditSettings from(Values values) throws ConfigurationException {
    @Nullable String target = values.find(Keys.AUDIT_FILE);
    if (target == null) {
      File standard = values.place(Keys.AUDIT_FILE).resolve(Keys.AUDIT_FILE_NAME);
      return new AuditSettings(values, AuditDestination.FILE, standard, null, false);
    }
    switch (target) {
      case "stdout":
        return new AuditSettings(values, AuditDestination.STDOUT, null, null, true);
      case "stderr":
        return new AuditSettings(values, AuditDestination.STDERR, null, null, true);
      case "none":
        return new AuditSettings(values, AuditDestination.NONE, null, null, true);
      default:
        break;
    }
    if (target.startsWith(SyslogTarget.PREFIX)) {
      SyslogTarget syslog = SyslogTarget.parse(target);
      if (syslog == null) {
        throw values.error(
            Keys.AUDIT_FILE,
            Quoted.of(target) + " is no syslog target",
            "Write one such as syslog:tls://logs.example:6514, syslog:tcp://logs.example:601 or"
                + " syslog:udp://logs.example:514");
      }
      return new AuditSettings(values, AuditDestination.SYSLOG, null, syslog, true);
    }
    File file = values.place(Keys.AUDIT_FILE).resolve(target);
    return new AuditSettings(values, AuditDestination.FILE, file, null, true);
  }

  public AuditDestination destination() {
    return destination;
  }

  /** An absolute path; null unless the destination is {@link AuditDestination#FILE}. */
  public @Nullable File file() {
    return file;
  }

  /** The collector; null unless the destination is {@link AuditDestination#SYSLOG}. */
  public @Nullable SyslogTarget syslog() {
    return syslog;
  }

  /**
   * Whether the configuration names the destination. The default file gives way to stderr, with a
   * warning, where it cannot be written; a chosen one is an error there.
   */
  public boolean isChosen() {
    return chosen;
  }

  /** The size in bytes from which on the file is rotated; 0 for never. */
  public long rotateSizeBytes() {
    return rotateSizeBytes;
  }

  /** How many rotated files are kept, 1 or more. */
  public int rotateKeep() {
    return rotateKeep;
  }

  public AuditDelivery delivery() {
    return delivery;
  }

  public AuditOverflow overflow() {
    return overflow;
  }

  /** Whether each line carries the hash of the line before it. */
  public boolean isChained() {
    return chained;
  }
}

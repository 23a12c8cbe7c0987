package io.mtlsagent.cli;

import io.mtlsagent.cli.report.Answer;
import io.mtlsagent.cli.report.AuditReport;
import io.mtlsagent.cli.report.HtmlReport;
import io.mtlsagent.cli.report.JsonReport;
import io.mtlsagent.cli.report.LogFiles;
import io.mtlsagent.cli.report.Period;
import io.mtlsagent.cli.report.Progress;
import io.mtlsagent.cli.report.TerminalReport;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells from audit logs who talks to whom, who would be refused, and whether to enforce. */
@Command(
    name = "report",
    description = {
      "Tell from audit logs who talks to whom, and whether it is safe to enforce.",
      "Also: who would be refused and why, and whose certificates end when.",
      "Exit status: 0 safe, 1 not safe or no answer, 2 wrong use."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  report mtls-audit.jsonl",
      "  report --since 7d --html report.html /var/log/orders /var/log/billing",
      "  kubectl logs deploy/orders | java -jar mtls-agent.jar report --json -"
    })
final class ReportCommand extends DocumentedCommand {

  private static final String STANDARD_INPUT = "-";

  @Parameters(
      paramLabel = "AUDIT",
      arity = "1..*",
      description = {
        "Audit logs, also compressed by gzip. The older files that rotation left beside one"
            + " (AUDIT.1, AUDIT.2.gz ...) are read with it. A directory stands for its *.jsonl"
            + " files, - for standard input."
      })
  @SuppressWarnings("NullAway.Init")
  private List<String> logs;

  @Option(names = "--only", description = "Read these files alone, not the older ones beside them.")
  private boolean only;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Look at what happened from then on: 2026-01-31, 2026-01-31T12:00:00Z, 36h, 7d.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Look at what happened before then.")
  private @Nullable String until;

  @Option(names = "--json", description = "Print everything as one JSON object.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with pictures; it needs nothing but the file.")
  private @Nullable File html;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "40",
      description = "How many rows a table shows at most (default: ${DEFAULT-VALUE}).")
  private int rows = 40;

  @Override
  public Integer call() throws Exception {
    if (rows < 1) {
      throw wrongUse("--rows must be 1 or more");
    }
    Instant now = Instant.now();
    Period period = period(now);
    LogFiles files = new LogFiles();
    boolean standardInput = false;
    for (String log : logs) {
      if (log.equals(STANDARD_INPUT)) {
        standardInput = true;
      } else {
        add(new File(log), files);
      }
    }
    Progress progress = new ProgressLine(err(), files.all());
    AuditReport report =
        standardInput
            ? AuditReport.of(files.all(), System.in, period, now, progress)
            : AuditReport.of(files.all(), period, now, progress);
    progress.at(0, 0);
    if (html != null) {
      writePage(report, html);
    }
    if (json) {
      JsonReport.write(report, out());
    } else {
      TerminalReport.print(report, out(), rows);
    }
    return report.answer() == Answer.SAFE
        ? CommandLineInterface.GOOD
        : CommandLineInterface.FINDING;
  }

  private Period period(Instant now) {
    try {
      return Period.of(since, until, now);
    } catch (IllegalArgumentException e) {
      throw wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private void add(File log, LogFiles files) throws IOException {
    if (log.isDirectory()) {
      if (!files.addDirectory(log)) {
        throw wrongUse("the directory " + log + " holds no *.jsonl files");
      }
    } else if (!log.exists()) {
      throw wrongUse(log + " does not exist");
    } else if (only) {
      files.addFile(log);
    } else {
      files.addWithOlder(log);
    }
  }

  private void writePage(AuditReport report, File file) {
    try (Writer target =
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8))) {
      HtmlReport.write(report, target);
    } catch (IOException e) {
      throw wrongUse("--html: " + file + " cannot be written: " + e.getMessage());
    }
  }
}

package io.mtlsagent.cli;

import io.mtlsagent.audit.AuditProblem;
import io.mtlsagent.audit.AuditVerification;
import io.mtlsagent.audit.AuditVerifier;
import java.io.File;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the chain of an audit log. */
@Command(
    name = "verify",
    description = {
      "Check that no line of an audit log was changed, removed or put in.",
      "The older files that rotation left beside it (AUDIT.1, AUDIT.2 ...) are checked with it.",
      "A line that a crash has cut off is named, and is no finding."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  verify mtls-audit.jsonl", "  verify --only mtls-audit.jsonl.3"})
final class VerifyCommand extends DocumentedCommand {

  @Parameters(paramLabel = "AUDIT", description = "The audit log.")
  @SuppressWarnings("NullAway.Init")
  private File log;

  @Option(names = "--only", description = "Check this file alone, not the older ones beside it.")
  private boolean only;

  @Override
  public Integer call() throws Exception {
    if (!log.isFile()) {
      throw wrongUse(log + " is no file");
    }
    List<File> files = only ? Collections.singletonList(log) : AuditVerifier.rotated(log);
    AuditVerification found = AuditVerifier.verify(files);
    out().println(found.lines() + " lines in " + files.size() + " file(s)");
    if (!found.beginsAtOrigin()) {
      out().println("the chain begins in an older file, which is not here");
    }
    if (found.tornLines() > 0) {
      out()
          .println(
              found.tornLines()
                  + " line(s) torn by a crash and kept in the chain: "
                  + places(found));
    }
    if (found.gaps() > 0) {
      out()
          .println(
              found.gaps()
                  + " of the torn line(s) ended before previous_hash: the chain does not show"
                  + " whether the lines just before are those that were there");
    }
    AuditProblem problem = found.problem().orElse(null);
    if (problem == null) {
      out().println("good: every line follows from the one before it");
      return CommandLineInterface.GOOD;
    }
    out().println(problem.file() + ":" + problem.line() + ": " + problem.message());
    return problem.kind() == AuditProblem.Kind.TORN_LAST_LINE
        ? CommandLineInterface.GOOD
        : CommandLineInterface.FINDING;
  }

  private static String places(AuditVerification found) {
    String places = String.join(", ", found.tornAt());
    return found.tornLines() > found.tornAt().size() ? places + " ..." : places;
  }
}

package io.mtlsagent.audit;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** Opens the destination that the options name, by java.io alone: this runs in premain. */
final class Destinations {

  private Destinations() {}

  static LineDestination open(AuditOptions options, AuditDiagnostics diagnostics)
      throws AuditOpenException {
    switch (options.target.kind()) {
      case FILE:
        return file(options.target.file(), options, diagnostics);
      case FILE_OR_STANDARD_ERROR:
        return fileOrStandardError(options, diagnostics);
      case STANDARD_OUTPUT:
        return stream("stdout", FileDescriptor.out);
      case SYSLOG:
        return new SyslogDestination(
            options.target.name(), options.target.collector(), options.processId);
      default:
        // Also for none, whose log never writes.
        return stream("stderr", FileDescriptor.err);
    }
  }

  private static LineDestination fileOrStandardError(
      AuditOptions options, AuditDiagnostics diagnostics) {
    try {
      return file(options.target.file(), options, diagnostics);
    } catch (AuditOpenException e) {
      diagnostics.line(
          "audit: "
              + e.path()
              + ": "
              + e.problem()
              + "; the audit log goes to stderr. Set"
              + " audit.file to a path that can be written");
      return stream("stderr", FileDescriptor.err);
    }
  }

  private static LineDestination file(File file, AuditOptions options, AuditDiagnostics diagnostics)
      throws AuditOpenException {
    File folder = file.getAbsoluteFile().getParentFile();
    if (folder != null && !folder.isDirectory()) {
      throw new AuditOpenException(
          file.getPath(),
          "the directory " + folder + " does not exist",
          "Create it, or set audit.file to a path that can be written");
    }
    if (file.isDirectory()) {
      throw new AuditOpenException(
          file.getPath(), "is a directory", "Set audit.file to a file in it");
    }
    try {
      if (file.exists() && !file.isFile()) {
        // A pipe or a device has no end to read, to lock or to rotate.
        return new StreamDestination(file.getPath(), new FileOutputStream(file, true));
      }
      FileDestination destination =
          new FileDestination(file, options, new FileDestination.Appender(), diagnostics);
      destination.open();
      return destination;
    } catch (IOException e) {
      throw new AuditOpenException(
          file.getPath(),
          "cannot be opened for writing (" + e.getMessage() + ")",
          "Give the user of this JVM the right to write it, or set audit.file to another path");
    }
  }

  private static LineDestination stream(String name, FileDescriptor descriptor) {
    return new StreamDestination(name, new FileOutputStream(descriptor));
  }
}

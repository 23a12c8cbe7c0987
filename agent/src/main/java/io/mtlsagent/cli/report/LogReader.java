package io.mtlsagent.cli.report;

import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads logs, plain or compressed by gzip, into observations. */
final class LogReader {

  private static final int LINES_BETWEEN_REPORTS = 20_000;

  private final Period period;
  private final Progress progress;
  private final Observations observations = new Observations();
  private final AuditLineParser parser = new AuditLineParser();
  private final List<LogReading> readings = new ArrayList<>();
  private long lines;
  private long earlierBytes;

  LogReader(Period period, Progress progress) {
    this.period = period;
    this.progress = progress;
  }

  /** Reads a file; an error of reading is noted, and other files can still be read. */
  void read(File file) {
    LogReading reading = new LogReading(file.getPath());
    readings.add(reading);
    try (CountedInput raw = new CountedInput(new FileInputStream(file))) {
      readAll(raw, reading);
      earlierBytes += raw.count();
    } catch (IOException e) {
      reading.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Reads a stream, and leaves it open. */
  void read(String name, InputStream stream) {
    LogReading reading = new LogReading(name);
    readings.add(reading);
    try {
      CountedInput raw = new CountedInput(stream);
      readAll(raw, reading);
      earlierBytes += raw.count();
    } catch (IOException e) {
      reading.failed(String.valueOf(e.getMessage()));
    }
  }

  Observations observations() {
    return observations;
  }

  List<LogReading> readings() {
    return readings;
  }

  private void readAll(CountedInput raw, LogReading reading) throws IOException {
    try {
      if (raw.beginsWith(0x1F, 0x8B)) {
        readLines(new RawLines(new GZIPInputStream(raw, 64 * 1024)), raw, reading);
      } else {
        readLines(new RawLines(raw), raw, reading);
      }
    } catch (EOFException e) {
      reading.failed("the compressed file ends too early");
    }
  }

  private void readLines(RawLines source, CountedInput raw, LogReading reading) throws IOException {
    while (source.next()) {
      lines++;
      if (lines % LINES_BETWEEN_REPORTS == 0) {
        progress.at(lines, earlierBytes + raw.count());
      }
      AuditRecord line = source.isTooLong() ? null : parser.parse(source.bytes(), source.size());
      if (line == null) {
        if (source.isEnded()) {
          reading.countForeign();
        } else {
          reading.endsTorn();
        }
      } else if (period.contains(line.time())) {
        reading.countAuditLine();
        observations.add(line);
      } else {
        reading.countOutside();
      }
    }
  }
}

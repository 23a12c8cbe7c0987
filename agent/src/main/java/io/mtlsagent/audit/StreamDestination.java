package io.mtlsagent.audit;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is open already: standard output or error, a pipe, a device. Each line is one
 * write, past {@link System#out}, which the application may replace and which hides errors.
 */
final class StreamDestination implements LineDestination {

  private final String name;
  private final OutputStream stream;

  StreamDestination(String name, OutputStream stream) {
    this.name = name;
    this.stream = stream;
  }

  @Override
  public @Nullable LogTail prepare() {
    return null;
  }

  /** Readers of a pipe may rely on lines that arrive whole. */
  @Override
  public boolean takesTogether(int bytes, int more) {
    return false;
  }

  @Override
  public void write(byte[] line) throws IOException {
    stream.write(line);
    stream.flush();
  }

  @Override
  public void close() {
    // The stream is the process's own.
  }

  @Override
  public String name() {
    return name;
  }
}

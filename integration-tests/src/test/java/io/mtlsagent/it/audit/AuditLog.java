package io.mtlsagent.it.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mtlsagent.testing.AuditSchema;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** An audit file that an agent writes; read anew at each question. */
public final class AuditLog {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final JsonFactory JSON = new JsonFactory();

  private static final AuditSchema SCHEMA = schema();

  /** Lines are read again and again; to check each once is enough. */
  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

  private final Path file;

  public AuditLog(Path file) {
    this.file = file;
  }

  /** All complete lines so far; none where there is no file yet. */
  public List<AuditLine> lines() {
    return linesFrom(0);
  }

  /** The complete lines that begin after so many bytes. */
  public List<AuditLine> linesFrom(long position) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, log.length() - position)];
      log.seek(position);
      log.readFully(bytes);
      String all = new String(bytes, StandardCharsets.UTF_8);
      List<AuditLine> lines = new ArrayList<>();
      for (String line : all.substring(0, all.lastIndexOf('\n') + 1).split("\n")) {
        if (!line.isEmpty()) {
          lines.add(parse(line));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for lines that fulfil the condition, at least so many, and gives all of them. */
  public List<AuditLine> await(String what, int count, Predicate<AuditLine> condition) {
    try {
      return Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> lines().stream().filter(condition).toList(), found -> found.size() >= count);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("no audit line for " + what + " among\n" + this, e);
    }
  }

  /** Waits for the verdict on the client that connected from the port. */
  public AuditLine awaitVerdictOnClient(int clientPort) {
    String port = String.valueOf(clientPort);
    return await(
            "client at port " + port,
            1,
            line -> line.isVerdict() && line.text("source.port").equals(port))
        .get(0);
  }

  /** Reads one object that fits the published schema; anything else on the line is an error. */
  static AuditLine parse(String line) {
    if (CHECKED.add(line)) {
      List<String> problems = SCHEMA.problemsOf(line);
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException("docs/audit-schema.json: " + problems + ": " + line);
      }
    }
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not an object: " + line);
      }
      Map<String, Object> fields = object(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than one object: " + line);
      }
      return new AuditLine(line, fields);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + line, e);
    }
  }

  private static AuditSchema schema() {
    try {
      return AuditSchema.published();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (fields.put(name, value(parser)) != null) {
        throw new IllegalArgumentException("field twice: " + name);
      }
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(parser));
        }
        yield values;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  /** The lines, for the messages of failed tests. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    lines().forEach(line -> all.append(line).append('\n'));
    return all.toString();
  }
}

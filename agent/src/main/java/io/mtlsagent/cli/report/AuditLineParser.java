package io.mtlsagent.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads single lines. What log shippers, syslog or {@code kubectl --prefix} put before the object
 * is passed over; what follows it is not accepted. Not for use by many threads.
 */
final class AuditLineParser {

  private static final byte[] BEGINNING = "{\"@timestamp\"".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_DEPTH = 32;

  /** The agent's texts are shorter; others are cut, lest they fill the memory. */
  private static final int MAX_TEXT = 1200;

  private final FieldTree tree = FieldTree.ofAllFields();
  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(RawLines.MAX_BYTES)
                  .maxNameLength(256)
                  .maxNumberLength(32)
                  .build())
          .build();

  /** The facts of a line; null where it is no line of an audit log. */
  @Nullable AuditRecord parse(byte[] line, int size) {
    int start = beginning(line, size);
    if (start < 0) {
      return null;
    }
    Map<AuditField, String> fields = new EnumMap<>(AuditField.class);
    try (JsonParser parser = factory.createParser(line, start, size - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      readObject(parser, tree, fields);
      if (parser.nextToken() != null) {
        return null;
      }
    } catch (IOException e) {
      return null;
    }
    String time = fields.get(AuditField.TIMESTAMP);
    String action = fields.get(AuditField.ACTION);
    if (time == null || action == null) {
      return null;
    }
    try {
      return new AuditRecord(Instant.parse(time).toEpochMilli(), action, fields);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static void readObject(JsonParser parser, FieldTree tree, Map<AuditField, String> fields)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      FieldTree member = tree.member(parser.currentName());
      JsonToken value = parser.nextToken();
      if (value == null) {
        throw new IOException("the object has no end");
      }
      if (member == null) {
        parser.skipChildren();
      } else if (value == JsonToken.START_OBJECT) {
        readObject(parser, member, fields);
      } else if (value.isStructStart()) {
        parser.skipChildren();
      } else if (member.field() != null && value != JsonToken.VALUE_NULL) {
        fields.put(member.field(), shortened(parser.getText()));
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IOException("the object has no end");
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }

  private static int beginning(byte[] line, int size) {
    if (size > 0 && line[0] == '{') {
      return 0;
    }
    for (int start = 1; start + BEGINNING.length <= size; start++) {
      int matched = 0;
      while (matched < BEGINNING.length && line[start + matched] == BEGINNING[matched]) {
        matched++;
      }
      if (matched == BEGINNING.length) {
        return start;
      }
    }
    return -1;
  }
}

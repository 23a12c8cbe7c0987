package io.mtlsagent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a line tells of its place in the log, and whether it is one JSON object. Of a line that was
 * cut off, what stands before the cut.
 */
final class LineFacts {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private @Nullable String fault;
  private boolean cut;
  private @Nullable String previousHash;
  private long sequence;

  /** A number may have been cut off: it counts once something follows it. */
  private long latestSequence;

  /** How many objects and arrays are open. */
  private int depth;

  private LineFacts() {}

  static LineFacts of(LogLines line) {
    LineFacts facts = new LineFacts();
    if (line.isTooLong()) {
      facts.fault = ": longer than any line of the agent";
    } else {
      facts.read(line.bytes(), line.size());
    }
    return facts;
  }

  /** Why the line is not exactly one JSON object, to follow these words; null where it is one. */
  @Nullable String fault() {
    return fault;
  }

  /**
   * Whether the line is the beginning of an object and nothing else, as an unfinished write leaves
   * it. Zeros at its end, which a loss of power leaves, do not count.
   */
  boolean isCut() {
    return cut;
  }

  /** {@code mtls.audit.previous_hash}; null where the line has none, or was cut off before. */
  @Nullable String previousHash() {
    return previousHash;
  }

  /** {@code event.sequence}; 0 where the line has none, or was cut off before its end. */
  long sequence() {
    return sequence;
  }

  private void read(byte[] line, int size) {
    int end = size;
    while (end > 0 && line[end - 1] == 0) {
      end--;
    }
    if (end == 0) {
      cut = size > 0;
      fault = "";
      return;
    }
    try (JsonParser parser = JSON.createParser(line, 0, end)) {
      try {
        readObject(parser);
        fault = end < size ? " (zeros follow it)" : null;
      } catch (IOException e) {
        cut = depth > 0 && parser.currentLocation().getByteOffset() >= end;
        fault = place(e);
      }
    } catch (IOException e) {
      fault = place(e);
    }
  }

  private void readObject(JsonParser parser) throws IOException {
    if (next(parser) != JsonToken.START_OBJECT) {
      throw new JsonParseException(parser, "the line is no JSON object");
    }
    depth = 1;
    while (depth > 0) {
      JsonToken token = next(parser);
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isScalarValue()) {
        take(parser, token);
      }
    }
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "something follows the object");
    }
  }

  private JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "the object has no end");
    }
    sequence = latestSequence;
    return token;
  }

  private void take(JsonParser parser, JsonToken token) throws IOException {
    String text = parser.getText();
    String name = parser.currentName();
    if ("previous_hash".equals(name) && token == JsonToken.VALUE_STRING) {
      previousHash = isAt(parser, "/mtls/audit/previous_hash") ? text : previousHash;
    } else if ("sequence".equals(name) && token == JsonToken.VALUE_NUMBER_INT) {
      latestSequence = isAt(parser, "/event/sequence") ? parser.getLongValue() : latestSequence;
    }
  }

  private static boolean isAt(JsonParser parser, String pointer) {
    return pointer.equals(parser.getParsingContext().pathAsPointer().toString());
  }

  /** Not the parser's message: it repeats the line, which may steer a terminal. */
  private static String place(IOException cause) {
    JsonLocation location =
        cause instanceof JsonProcessingException
            ? ((JsonProcessingException) cause).getLocation()
            : null;
    return location == null ? "" : " (from byte " + location.getByteOffset() + " on)";
  }
}

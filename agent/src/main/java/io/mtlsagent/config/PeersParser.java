package io.mtlsagent.config;

/**
 * A list of peers, taken as it is written: the package authorization reads it. An empty one is not
 * taken for a key that is not set, since that would let in everybody.
 */
final class PeersParser implements ValueParser<String> {

  @Override
  public String parse(String text, Place place) {
    return text;
  }

  @Override
  public String form() {
    return "peer patterns";
  }
}

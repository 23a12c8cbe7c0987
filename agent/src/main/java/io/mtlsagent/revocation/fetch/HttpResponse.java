package io.mtlsagent.revocation.fetch;

import org.jspecify.annotations.Nullable;

/** What a server has answered. */
public final class HttpResponse {

  private final int status;
  private final SegmentedBytes body;
  private final @Nullable String location;
  private final @Nullable String entityTag;

  HttpResponse(int status, SegmentedBytes body, HttpHead head) {
    this.status = status;
    this.body = body;
    this.location = head.value("location");
    this.entityTag = head.value("etag");
  }

  /** The status code (RFC 9110, section 15). */
  public int status() {
    return status;
  }

  /** The body, a copy. */
  public byte[] bytes() {
    return body.toArray();
  }

  SegmentedBytes body() {
    return body;
  }

  @Nullable String location() {
    return location;
  }

  @Nullable String entityTag() {
    return entityTag;
  }
}

package org.aralwatch.server.api;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;

/**
 * States for HEAD the length that GET has. What is longer than a buffer would else leave without
 * one, and as nothing is written the container would state zero.
 */
final class HeadLength implements WriterInterceptor {
  @Context private Request request;

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!HttpMethod.HEAD.equals(request.getMethod())) {
      context.proceed();
      return;
    }
    if (context.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)) {
      return; // Nothing need be read to know it.
    }
    Counting body = new Counting();
    context.setOutputStream(body);
    context.proceed();
    context.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, body.count);
  }

  /** Counts bytes and keeps none. */
  private static final class Counting extends OutputStream {
    private long count;

    @Override
    public void write(int oneByte) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}

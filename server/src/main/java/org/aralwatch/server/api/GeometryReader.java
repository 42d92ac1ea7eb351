package org.aralwatch.server.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;
import org.locationtech.jts.geom.Geometry;

/** Reads the polygons of a request's GeoJSON body. */
@Consumes({"application/geo+json", "application/json"})
public final class GeometryReader implements MessageBodyReader<Geometry> {
  /** 100,000 vertices, the most that are taken, in their longest form. */
  private static final int MOST_BYTES = 8 << 20;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Geometry.class;
  }

  @Override
  public Geometry readFrom(
      Class<Geometry> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    try {
      return GeoJsonPolygons.read(new Bounded(body));
    } catch (IllegalArgumentException e) {
      throw new Refusal(Kind.INVALID_BODY, e.getMessage());
    }
  }

  /** Refuses to read on where a body is too long. */
  private static final class Bounded extends FilterInputStream {
    private int read;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) {
      read += bytes;
      if (read > MOST_BYTES) {
        throw new Refusal(
            Kind.BODY_TOO_LARGE,
            "the polygons are longer than " + (MOST_BYTES >> 20) + " MiB; simplify them");
      }
    }
  }
}

package io.grevy.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.util.ArrayList;
import java.util.List;

/** JSON of the client's responses, which are beans with the names of the protocol: keys as text, variables as objects. */
final class Json {
  static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Long.class, ToStringSerializer.instance)
                  .addSerializer(long.class, ToStringSerializer.instance))
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Json() {}

  static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode of(final Object bean) throws JsonProcessingException {
    final ObjectNode json = MAPPER.valueToTree(bean);
    if (json.path("variables").isTextual()) {
      json.set("variables", MAPPER.readTree(json.get("variables").textValue()));
    }
    return json;
  }

  static long key(final JsonNode request, final String field) {
    return Long.parseLong(request.path(field).asText("0"));
  }

  /** Text of an object field, or of an empty object. */
  static String document(final JsonNode request, final String field) {
    return request.has(field) ? request.get(field).toString() : "{}";
  }

  static List<String> texts(final JsonNode request, final String field) {
    final List<String> texts = new ArrayList<>();
    request.path(field).forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}

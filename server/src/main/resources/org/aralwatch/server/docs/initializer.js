// validatorUrl null: Swagger UI would otherwise ask a host of its own about the description.
window.ui = SwaggerUIBundle({
  url: '../api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});

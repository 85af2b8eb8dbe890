/**
 * Model packages ({@link org.maskvos.model.ModelLibrary}) and their networks in
 * ONNX Runtime ({@link org.maskvos.model.Engine},
 * {@link org.maskvos.model.Graph}). The only package that knows ONNX Runtime.
 */
package org.maskvos.model;

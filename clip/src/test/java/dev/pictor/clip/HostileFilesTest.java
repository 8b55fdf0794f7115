package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Folders;
import dev.pictor.clip.support.LargeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are broken, or made to break us: each is refused in a moment, by an error that names
/// the file and what is wrong with it, and nothing in it is executed.
class HostileFilesTest {
  private static final Duration GUARD = Duration.ofSeconds(10);

  @TempDir Path cache;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          exec_os_system_reduce.pt        | posix.system
          exec_in_state_dict_value.pt     | posix.system
          exec_builtins_eval.pt           | __builtin__.eval
          exec_stack_global.pt            | os.system
          exec_inst_opcode.pt             | os.system
          exec_obj_opcode.pt              | os.system
          exec_newobj.pt                  | subprocess.Popen
          exec_ext1.pt                    | opcode 0x82
          exec_build_setstate.pt          | os.system
          exec_dotted_name.pt             | torch._utils._rebuild_tensor_v2.__globals__
          exec_torch_load_gadget.pt       | torch.serialization.load
          exec_bare_pickle.bin            | bare pickle
          legacy_torch_format.bin         | legacy format
          pickle_exponential.pt           | no state dict
          pickle_self_reference.pt        | no state dict
          pickle_huge_unicode_length.pt   | ends at byte
          pickle_huge_binput.pt           | missing: logit_scale
          pickle_stack_underflow.pt       | missing mark
          pickle_no_stop.pt               | ends at byte
          pickle_memo_missing.pt          | never remembered
          pickle_not_a_dict.pt            | no state dict
          pickle_unhashable_key.pt        | dictionary key
          pickle_long_overflow.pt         | number of 255 bytes
          tensor_negative_size.pt         | 'visual.proj' has a negative number (-64)
          tensor_negative_stride.pt       | 'visual.proj' has a negative number (-8)
          tensor_negative_offset.pt       | 'visual.proj' has a negative number (-4)
          tensor_offset_past_end.pt       | 'visual.proj' reaches past its storage
          tensor_stride_past_end.pt       | 'visual.proj' reaches past its storage
          tensor_size_overflow_int.pt     | 'visual.proj' reaches past its storage
          tensor_size_overflow_long.pt    | 'visual.proj' is too large
          tensor_stride_overflow.pt       | 'visual.proj' is too large
          tensor_stride_zero_expand.pt    | 'visual.proj' reaches past its storage
          tensor_rank_mismatch.pt         | 'visual.proj' has 2 sizes and 1 strides
          tensor_many_dims.pt             | 'visual.proj' has more than 8 sizes
          tensor_numel_claims_more.pt     | 'visual.proj' needs 10,240 bytes
          tensor_numel_negative.pt        | 'visual.proj' has a negative number (-1)
          tensor_numel_huge.pt            | 'visual.proj' needs 2,305,843,009,213,693,952 bytes
          tensor_missing_storage_entry.pt | 'visual.proj' refers to the entry 'evil/data/77'
          tensor_path_traversal_key.pt    | 'visual.proj' refers to the entry
          tensor_absolute_key.pt          | 'visual.proj' refers to the entry
          tensor_unknown_storage_type.pt  | 'visual.proj' is kept in a torch.QInt8Storage
          tensor_wrong_dtype_storage.pt   | 'visual.proj' needs 2,048 bytes
          tensor_persid_not_storage.pt    | 'visual.proj' has no proper storage
          tensor_storage_short.pt         | 'visual.proj' needs 1,024 bytes
          tensor_storage_long.pt          | missing: logit_scale
          tensor_persid_int.pt            | missing: logit_scale
          tensor_rebuild_args_short.pt    | 'x' is not made of a storage
          tensor_duplicate_key.pt         | key 'visual.proj' twice
          one_tensor_ok.pt                | missing: logit_scale
          model_resnet.pt                 | ResNet
          zip_empty.pt                    | empty
          zip_one_byte.pt                 | not a zip archive
          zip_eocd_only.pt                | without a data.pkl
          zip_bomb_pickle.pt              | data.pkl has 33,554,436 bytes
          not_a_model.pt                  | HTML
          git_lfs_pointer.bin             | Git LFS pointer
          gzip_magic.pt                   | zlib
          truncated.json                  | JSON
          st_one_tensor.safetensors              | missing: logit_scale
          st_empty_tensor_and_scalar.safetensors | missing: logit_scale
          st_header_longer_than_file.safetensors | header claims 1000000 bytes
          st_header_length_max.safetensors       | header claims 18446744073709551615 bytes
          st_header_length_2g.safetensors        | header claims 2147483648 bytes
          st_header_length_zero.safetensors      | header claims 0 bytes
          st_seven_bytes.safetensors             | 7 bytes, too few
          st_header_not_json.safetensors         | header is not the JSON
          st_header_array.safetensors            | header is JSON, but no object
          st_header_not_utf8.safetensors         | header is not UTF-8
          st_duplicate_name.safetensors          | Duplicate Object property
          st_offsets_past_end.safetensors        | 'a' reaches to byte 97 of a file of 81
          st_offsets_reversed.safetensors        | 'a' has the data_offsets [16, 0]
          st_offsets_negative.safetensors        | 'a' has -16 in its data_offsets
          st_offsets_huge.safetensors            | 'a' has 9223372036854775816 in its data_offsets
          st_offsets_overlap.safetensors         | 'b' begins at byte 127
          st_offsets_gap.safetensors             | 'b' begins at byte 129
          st_shape_size_mismatch.safetensors     | 'a' needs 24 bytes
          st_shape_negative.safetensors          | 'a' has -2 in its shape
          st_shape_overflow.safetensors          | 'a' is too large
          st_shape_float.safetensors             | 'a' has 2.5 in its shape
          st_dtype_unknown.safetensors           | 'a' has the dtype "F4_E2M1X"
          st_dtype_missing.safetensors           | 'a' has the dtype (none)
          st_offsets_three.safetensors           | 'a' has the data_offsets [0, 8, 16]
          st_metadata_not_strings.safetensors    | __metadata__ holds something else
          st_trailing_bytes.safetensors          | 100 bytes follow
          st_truncated_data.safetensors          | 'a' reaches to byte 81 of a file of 75
          """)
  void smallFile_isRefused(String file, String reason) {
    assertRefused(Fixtures.resource("adversarial/" + file), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          exec_torchscript_data.pt         | posix.system
          pickle_deep_nesting.pt           | no state dict
          model_missing_keys.pt            | missing: visual.proj, ln_final.bias.
          model_missing_one_bias.pt        | missing: transformer.resblocks.0.mlp.c_fc.bias.
          model_nan_weight.pt              | resblocks.0.mlp.c_proj.weight' has the non-finite
          model_inf_weight.pt              | 'token_embedding.weight' has the non-finite weight
          model_bad_grid.pt                | 'visual.positional_embedding' has the shape [7, 64]
          model_shape_mismatch.pt          | 'visual.proj' has the shape [64, 8] instead of [64, 9]
          model_qkv_rows_missing.pt        | has the shape [128, 64] instead of [192, 64]
          model_layer_gap.pt               | missing: visual.transformer.resblocks.0.ln_1.weight
          model_logit_scale_vector.pt      | 'logit_scale' has the shape [3] instead of []
          model_int_weight.pt              | 'ln_final.weight' has the type INT64
          zip_truncated_half.pt            | damaged or cut
          zip_truncated_tail.pt            | damaged or cut
          zip_crc_mismatch.pt              | 'micro/data.pkl' is damaged
          zip_bad_local_offset.pt          | ends too early
          zip_bad_entry_size.pt            | claims 2,147,483,632 bytes
          zip_no_data_pkl.pt               | without a data.pkl
          zip_two_prefixes.pt              | ambiguous
          zip_duplicate_entry.pt           | two zip entries named 'micro/data.pkl'
          zip_bomb_entry.pt                | needs 1,024 bytes
          zip_wrong_magic.pt               | not a zip archive
          zip_prefix_junk.pt               | not a zip archive
          valid/hf_micro_pytorch_model.bin | Hugging Face
          st_header_deep_json.safetensors  | header is not the JSON
          st_model_nan.safetensors         | Hugging Face
          """)
  void largeFile_isRefused(String file, String reason) {
    assertRefused(LargeFiles.unpacked(file), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          heads_do_not_divide.json       | vision_config.num_attention_heads is 7
          heads_zero.json                | text_config.num_attention_heads is 0
          layers_huge.json               | num_hidden_layers is 2000000000
          image_size_not_multiple.json   | vision_config.image_size is 33
          unknown_activation.json        | hidden_act is
          no_vision_config.json          | field vision_config is missing
          model_type_bert.json           | field model_type is
          truncated.json                 | is not the JSON
          """)
  void configuration_isRefused(String config, String reason) {
    Path model =
        Folders.of(
            cache.resolve("model"),
            Fixtures.resource("adversarial/config/" + config),
            Fixtures.resource("micro/hf_micro_f32.safetensors"),
            "model.safetensors");

    assertRefused(model, reason, model.resolve("config.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "num_hidden_layers\": 1, num_hidden_layers\": 2, text_config.num_hidden_layers is 2",
    "vocab_size\": 32, vocab_size\": 33, token_embedding.weight' has the shape [32; 64]",
    "patch_size\": 8, patch_size\": 4, position_embedding.weight' has the shape [5; 64]",
  })
  void configurationThatDoesNotFitTheTensors_isRefused(String field, String other, String reason)
      throws IOException {
    Path model = Folders.micro(cache.resolve("model"));
    Path config = model.resolve("config.json");
    Files.writeString(config, Files.readString(config).replaceFirst(field, other));

    assertRefused(model, reason.replace(';', ','), model);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          st_model_nan.safetensors         | 'vision_model.post_layernorm.weight' has the non-finite
          st_model_missing_key.safetensors | missing: visual_projection.weight.
          """)
  void weightsInAFolder_areRefused(String file, String reason) {
    Path config = Fixtures.resource("micro/hf_micro_config.json");
    Path model =
        Folders.of(cache.resolve("model"), config, LargeFiles.unpacked(file), "model.safetensors");

    assertRefused(model, reason, model.resolve("model.safetensors"));
  }

  @Test
  void missingFilesAndFolders_areRefused() {
    assertRefused(cache.resolve("none.pt"), "there is no such file");
    assertRefused(cache, "it is a folder");
  }

  @AfterEach
  void nothingWasExecuted() {
    assertThat(Path.of("/tmp/pwned")).doesNotExist();
    assertThat(cache.resolve("models"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(Files.list(folder)).isEmpty());
  }

  private void assertRefused(Path file, String reason) {
    assertRefused(file, reason, file);
  }

  /// @param named what the message names
  private void assertRefused(Path file, String reason, Path named) {
    ModelException refusal =
        assertTimeoutPreemptively(
            GUARD,
            () ->
                catchThrowableOfType(
                    ModelException.class,
                    () ->
                        Clip.open(file, ClipOptions.defaults().withCacheDirectory(cache)).close()));

    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage())
        .contains(named.toString())
        .contains(reason)
        .doesNotContain("\n", "Exception");
  }
}

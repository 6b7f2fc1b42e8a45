//! The neural network of an encoder, as an ONNX file has it.

use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, Value};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use super::EncoderError;
use crate::detect::entities::KINDS;

/// A network that gives each piece of a window a score for each tag.
pub struct Network {
    model: Model,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
    /// What kind of MISC each piece is a part of, where the network tells it.
    kinds: Option<NodeId>,
}

/// What a network gives for the pieces of a window, one piece behind the other.
pub struct Rows {
    /// The scores of the tags.
    pub tags: Vec<f32>,
    /// The scores of the kinds of MISC; empty where the network does not tell them apart.
    pub kinds: Vec<f32>,
}

/// What a network may ask for, by the names that Hugging Face's exports have.
#[derive(Clone, Copy)]
enum Input {
    /// The numbers of the pieces.
    Pieces,
    /// The numbers of their shapes, which is our own.
    Shapes,
    /// Which of them count: all.
    Mask,
    /// Which of two texts they belong to: the first.
    Segments,
}

const INPUTS: [(&str, Input); 4] = [
    ("input_ids", Input::Pieces),
    ("shapes", Input::Shapes),
    ("attention_mask", Input::Mask),
    ("token_type_ids", Input::Segments),
];
const OUTPUT: &str = "logits";
/// This output is our own.
const KIND_OUTPUT: &str = "kinds";

impl Network {
    /// Reads an ONNX file.
    ///
    /// # Errors
    /// Where it is no ONNX file, or has an operator, an input or an output that is not known here; the error
    /// names it.
    pub fn new(onnx: Vec<u8>) -> Result<Self, EncoderError> {
        Self::load(onnx, operators())
    }

    /// Reads an ONNX file that may have any operator that the engine knows.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn any(onnx: Vec<u8>) -> Result<Self, EncoderError> {
        Self::load(onnx, OpRegistry::with_all_ops())
    }

    fn load(onnx: Vec<u8>, operators: OpRegistry) -> Result<Self, EncoderError> {
        let model = ModelOptions::with_ops(operators)
            .prepack_weights(true)
            .load(onnx);
        let model = model.map_err(|error| EncoderError::Network(error.to_string()))?;
        let name_of = |id: NodeId| Some(model.node_info(id)?.name()?.to_owned());
        let mut inputs = Vec::new();
        for id in model.input_ids() {
            let name = name_of(*id).unwrap_or_default();
            let known = INPUTS.iter().find(|(known, _)| *known == name);
            let (_, input) = known.ok_or(EncoderError::Input(name))?;
            inputs.push((*id, *input));
        }
        let output = model
            .find_node(OUTPUT)
            .ok_or(EncoderError::Output(OUTPUT))?;
        Ok(Self {
            kinds: model.find_node(KIND_OUTPUT),
            model,
            inputs,
            output,
        })
    }

    /// The scores of each piece of a window, `tags` numbers a piece for the tags.
    ///
    /// # Errors
    /// Where the network cannot read a window of this length, or gives another number of scores.
    pub fn run(&self, pieces: &[i32], shapes: &[i32], tags: usize) -> Result<Rows, EncoderError> {
        let (ones, zeros) = (vec![1; pieces.len()], vec![0; pieces.len()]);
        let inputs = self.inputs.iter().map(|(id, input)| {
            let values = match input {
                Input::Pieces => pieces,
                Input::Shapes => shapes,
                Input::Mask => &ones,
                Input::Segments => &zeros,
            };
            (
                *id,
                NdTensorView::from_data([1, values.len()], values).into(),
            )
        });
        let outputs: Vec<NodeId> = [self.output].into_iter().chain(self.kinds).collect();
        let found = self
            .model
            .run(inputs.collect(), &outputs, Some(options()))
            .map_err(|error| EncoderError::Network(error.to_string()))?;
        let mut found = found.into_iter();
        let mut rows = |width: usize| {
            let rows: Option<NdTensor<f32, 3>> =
                found.next().and_then(|value: Value| value.try_into().ok());
            let rows = rows.filter(|rows| rows.shape() == [1, pieces.len(), width]);
            rows.map(|rows| rows.to_vec())
        };
        let wrong = || EncoderError::Scores {
            pieces: pieces.len(),
            tags,
        };
        Ok(Rows {
            tags: rows(tags).ok_or_else(wrong)?,
            kinds: rows(KINDS).unwrap_or_default(),
        })
    }
}

/// The operators of BERT and its kin as PyTorch and our own script write them: a program that has these alone is
/// smaller.
fn operators() -> OpRegistry {
    rten::op_registry!(
        Abs,
        Add,
        And,
        Cast,
        Clip,
        Concat,
        ConstantOfShape,
        CumSum,
        DequantizeLinear,
        Div,
        Equal,
        Erf,
        Expand,
        Gather,
        GatherElements,
        Gelu,
        Greater,
        Identity,
        LayerNormalization,
        Less,
        LessOrEqual,
        Log,
        MatMul,
        Max,
        Min,
        Mul,
        Neg,
        Not,
        Pow,
        Range,
        ReduceMean,
        Relu,
        Reshape,
        Shape,
        Sigmoid,
        Sign,
        Slice,
        Softmax,
        Split,
        Sqrt,
        Squeeze,
        Sub,
        Tanh,
        Transpose,
        Unsqueeze,
        Where
    )
}

/// One thread gives the same sums wherever it runs. Who has several documents reads them side by side, so each of
/// its threads has one to compute with.
#[cfg(not(target_arch = "wasm32"))]
fn options() -> RunOptions {
    use std::sync::Arc;

    thread_local! {
        static ONE: Arc<rten::ThreadPool> = Arc::new(rten::ThreadPool::with_num_threads(1));
    }
    RunOptions::default().with_thread_pool(Some(ONE.with(Arc::clone)))
}

/// A worker has no threads.
#[cfg(target_arch = "wasm32")]
fn options() -> RunOptions {
    RunOptions::default()
}
